-- Le nom et l'adresse d'une personne se changent dans nos pages : par l'administrateur de son seul espace, ou par le centre. L'adresse ne change qu'une
-- fois confirmée, par le lien d'une invitation, et par le compte même de la personne.

alter table plateforme.utilisateur add column version integer not null default 0;

-- Qui l'administrateur de l'espace peut renommer : quelqu'un d'ici, que rien d'autre ne tient : ni un autre espace, ni un titre, d'aujourd'hui ou à venir.
create view plateforme.tenu_ici with (security_barrier = true) as
select distinct a.utilisateur_id from plateforme.adhesion a
 where a.maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR'
   and a.du <= current_date and (a.au is null or a.au >= current_date)
   and not exists (select 1 from plateforme.adhesion o where o.utilisateur_id = a.utilisateur_id and o.maitre_ouvrage_id <> a.maitre_ouvrage_id and (o.au is null or o.au >= current_date))
   and not exists (select 1 from plateforme.habilitation h where h.utilisateur_id = a.utilisateur_id and (h.au is null or h.au >= current_date));
alter view plateforme.tenu_ici owner to maillon_vues;
grant select on plateforme.tenu_ici to maillon_app;

create table plateforme.changement_adresse (
  id uuid primary key,
  personne_id uuid not null references plateforme.utilisateur on delete cascade,
  maitre_ouvrage_id uuid references plateforme.maitre_ouvrage,
  courriel text not null check (courriel = lower(courriel) and courriel ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(courriel) <= 254),
  ancien text not null,
  nom text not null check (length(nom) between 1 and 120),
  etat text not null default 'EN_ATTENTE' check (etat in ('EN_ATTENTE','ACCEPTEE','ECHEC','ANNULEE')),
  utilisateur_id uuid check (utilisateur_id = personne_id),
  compte_cree boolean not null default false,
  par_id uuid not null,
  par_nom text not null,
  invitee_le timestamptz not null,
  expire_le timestamptz not null check (expire_le > invitee_le),
  finie_le timestamptz,
  applique_le timestamptz,
  secret_empreinte text check (secret_empreinte ~ '^[0-9a-f]{64}$'),
  bail_jusqu_a timestamptz,
  version integer not null default 0
);
comment on table plateforme.changement_adresse is 'Une nouvelle adresse demandée pour une personne ; mêmes états et même lien que plateforme.invitation.';
comment on column plateforme.changement_adresse.maitre_ouvrage_id is 'L''espace d''où elle est demandée ; null : le centre.';
comment on column plateforme.changement_adresse.applique_le is 'Le compte et notre ligne portent la nouvelle adresse ; null : rien n''a changé.';
create unique index changement_adresse_un_seul on plateforme.changement_adresse (personne_id, maitre_ouvrage_id) nulls not distinct
  where etat in ('EN_ATTENTE', 'ECHEC') or etat = 'ACCEPTEE' and applique_le is null;
create unique index changement_adresse_par_secret on plateforme.changement_adresse (secret_empreinte);
create index on plateforme.changement_adresse (courriel) where applique_le is null;
alter table plateforme.changement_adresse enable row level security;
alter table plateforme.changement_adresse force row level security;
grant select, insert, update on plateforme.changement_adresse to maillon_app;
call app.ouvrir_entretien('plateforme.changement_adresse');
create policy lecture on plateforme.changement_adresse for select to maillon_app
  using ((select app.perimetre()) in ('centre', 'systeme')
         or maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.tenu_ici t where t.utilisateur_id = personne_id));
create policy ajout on plateforme.changement_adresse for insert to maillon_app
  with check (par_id = (select app.utilisateur()) and etat = 'EN_ATTENTE'
              and ((select app.perimetre()) = 'centre' and maitre_ouvrage_id is null
                   or maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.tenu_ici t where t.utilisateur_id = personne_id)));
create policy modification on plateforme.changement_adresse for update to maillon_app
  using ((select app.perimetre()) in ('centre', 'systeme')
         or maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.tenu_ici t where t.utilisateur_id = personne_id));

-- La boîte d'envoi porte le lien d'un changement, ce qu'elle en dit à l'ancienne adresse, et ce qui est à remettre chez Keycloak.
alter table plateforme.envoi
  add column changement_id uuid references plateforme.changement_adresse on delete cascade,
  drop constraint envoi_nature_check,
  add constraint envoi_nature_check check (nature in ('COURRIEL','COURRIEL_GROUPE','INVITATION','COMPTE','RETRAIT_COMPTE','GROUPES','IDENTITE')),
  drop constraint envoi_de_qui,
  add constraint envoi_de_qui check (case when maitre_ouvrage_id is null then invitation_equipe_id is not null or changement_id is not null or nature in ('GROUPES', 'IDENTITE')
                                          else invitation_equipe_id is null and nature <> 'GROUPES' end);
create index on plateforme.envoi (changement_id);
create index envoi_identite on plateforme.envoi (utilisateur_id) where nature = 'IDENTITE' and etat in ('A_FAIRE', 'ECHEC');

-- Le système connaît la personne dont l'adresse va changer, qui a déjà cette adresse, et celle dont le compte est à remettre.
create policy systeme_identite on plateforme.utilisateur for select to maillon_app
  using ((select app.perimetre()) = 'systeme'
         and (exists (select 1 from plateforme.changement_adresse c where c.etat in ('EN_ATTENTE', 'ACCEPTEE') and c.applique_le is null
                         and (c.personne_id = utilisateur.id or c.courriel = lower(utilisateur.courriel) or c.courriel = lower(utilisateur.identifiant)))
              or exists (select 1 from plateforme.envoi e where e.nature = 'IDENTITE' and e.etat in ('A_FAIRE', 'ECHEC') and e.utilisateur_id = utilisateur.id)));
grant update on plateforme.utilisateur to maillon_app;
create policy tenue on plateforme.utilisateur for update to maillon_app
  using ((select app.perimetre()) = 'centre' or exists (select 1 from plateforme.tenu_ici t where t.utilisateur_id = utilisateur.id));
-- Une adresse ne change que pour celle que la personne vient de confirmer.
create policy confirmee on plateforme.utilisateur for update to maillon_app
  using ((select app.perimetre()) = 'systeme' and exists (select 1 from plateforme.changement_adresse c where c.personne_id = utilisateur.id and c.etat = 'ACCEPTEE' and c.applique_le is null))
  with check ((select app.perimetre()) = 'systeme' and exists (select 1 from plateforme.changement_adresse c where c.personne_id = utilisateur.id and c.etat = 'ACCEPTEE' and c.applique_le is null
                                                                 and c.courriel = utilisateur.courriel));

-- Au centre, un nom changé ou une adresse demandée laisse la même trace qu'un titre.
alter table plateforme.acte_equipe
  alter column titre drop not null,
  add column detail text,
  drop constraint acte_equipe_sens_check,
  add constraint acte_equipe_sens_check check (sens in ('DONNE','RETIRE','NOM','ADRESSE')),
  add constraint acte_equipe_objet check (case when sens in ('DONNE','RETIRE') then titre is not null else titre is null and length(detail) > 0 end);
