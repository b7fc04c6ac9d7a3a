-- Les personnes d'un espace, que son administrateur invite, tient et retire ; et la boîte d'envoi de ce qui se fait hors de la base.
-- Un courriel, un compte Keycloak : rien ne part dans la transaction du geste. Elle pose une ligne ici, qu'une tâche mène ensuite, autant
-- de fois qu'il faut ; si le geste est annulé, rien ne part ; si l'envoi échoue, cela se voit.

create table plateforme.invitation (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  courriel text not null check (courriel = lower(courriel) and courriel ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(courriel) <= 254),
  nom text not null check (length(nom) between 1 and 120),
  droit text not null check (droit in ('LECTEUR','ACHETEUR','REFERENT','ADMINISTRATEUR')),
  export boolean not null,
  etat text not null default 'EN_ATTENTE' check (etat in ('EN_ATTENTE','COMPTE_PRET','ECHEC','ANNULEE')),
  utilisateur_id uuid,
  compte_cree boolean not null default false,
  par_id uuid not null,
  par_nom text not null,
  par_titre text not null check (par_titre in ('AGENT','CENTRAL')),
  invitee_le timestamptz not null,
  expire_le timestamptz not null check (expire_le > invitee_le),
  finie_le timestamptz,
  version integer not null default 0,
  unique (maitre_ouvrage_id, id)
);
create unique index invitation_une_par_personne on plateforme.invitation (maitre_ouvrage_id, courriel) where etat in ('EN_ATTENTE', 'ECHEC');
create index on plateforme.invitation (utilisateur_id) where etat = 'EN_ATTENTE';
comment on column plateforme.invitation.etat is 'EN_ATTENTE : le compte reste à faire ; COMPTE_PRET : la personne est de l''espace ; ECHEC : à réessayer ou à annuler ; ANNULEE.';
comment on column plateforme.invitation.utilisateur_id is 'Le « sub » du compte, dès que Keycloak l''a donné.';
comment on column plateforme.invitation.compte_cree is 'Cette invitation a créé le compte ; faux : la personne en avait un.';
comment on column plateforme.invitation.expire_le is 'Fin du lien qui sert à choisir un mot de passe ; passé ce jour, l''administrateur en fait envoyer un autre.';

create table plateforme.envoi (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  nature text not null check (nature in ('COURRIEL','COURRIEL_GROUPE','COMPTE','MOT_DE_PASSE','RETRAIT_COMPTE')),
  cle text not null,
  objet text not null,
  destinataire text,
  corps text,
  lien text,
  lien_libelle text,
  invitation_id uuid,
  utilisateur_id uuid,
  etat text not null default 'A_FAIRE' check (etat in ('A_FAIRE','FAIT','ECHEC','ANNULE')),
  tentatives integer not null default 0,
  prochain_essai timestamptz not null,
  reserve_jusqu_a timestamptz,
  derniere_erreur text,
  par_id uuid not null,
  par_titre text not null check (par_titre in ('AGENT','FACILITATEUR','COORDINATEUR','CENTRAL','SUPPORT','SYSTEME')),
  cree_le timestamptz not null,
  fini_le timestamptz,
  version integer not null default 0,
  unique (maitre_ouvrage_id, cle),
  foreign key (maitre_ouvrage_id, invitation_id) references plateforme.invitation (maitre_ouvrage_id, id)
);
create index on plateforme.envoi (prochain_essai) where etat = 'A_FAIRE';
create index on plateforme.envoi (maitre_ouvrage_id, cree_le desc);
create index on plateforme.envoi (invitation_id);
comment on column plateforme.envoi.cle is 'Ce qui ne doit partir qu''une fois dans l''espace : la poser deux fois est refusé.';
comment on column plateforme.envoi.destinataire is 'Une adresse ; pour un envoi groupé, le droit à partir duquel on est du groupe.';
comment on column plateforme.envoi.corps is 'Les paragraphes d''un courriel, une ligne vide entre deux ; effacés une fois l''envoi fait.';
comment on column plateforme.envoi.lien is 'Chemin dans Maillon, depuis la racine.';
comment on column plateforme.envoi.reserve_jusqu_a is 'Bail de qui mène l''envoi ; passé cet instant, il est à reprendre.';

do $$
declare t text;
begin
  foreach t in array array['invitation','envoi'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert, update on plateforme.%I to maillon_app', t);
  end loop;
end $$;

-- L'administrateur tient les invitations de son espace ; le centre, celles qu'il a faites ; le système les mène.
create policy lecture on plateforme.invitation for select
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme');
create policy ajout on plateforme.invitation for insert
  with check (par_id = (select app.utilisateur())
              and (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR' and par_titre = 'AGENT'
                   or (select app.perimetre()) = 'centre' and par_titre = 'CENTRAL'));
create policy modification on plateforme.invitation for update
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme')
  with check ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme');

-- Un courriel peut partir de tout geste fait dans l'espace, et du bris de glace ; un compte ne se demande que par son administrateur ou le centre.
create policy lecture on plateforme.envoi for select
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme');
create policy ajout on plateforme.envoi for insert
  with check ((select app.perimetre()) = 'systeme'
              or (par_id = (select app.utilisateur()) and etat = 'A_FAIRE'
                  and (maitre_ouvrage_id = (select app.espace_entre()) and (nature in ('COURRIEL', 'COURRIEL_GROUPE') or (select app.droit()) = 'ADMINISTRATEUR')
                       or (select app.perimetre()) = 'centre' and par_titre = 'CENTRAL'
                       or (select app.perimetre()) = 'identification' and nature = 'COURRIEL_GROUPE'
                          and exists (select 1 from plateforme.habilitation h where h.titre = 'SUPPORT' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
create policy modification on plateforme.envoi for update
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme')
  with check ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and par_titre = 'CENTRAL')
         or (select app.perimetre()) = 'systeme');

-- Qui est de l'espace : son administrateur change un droit, confirme, retire ; nul n'entre que par une invitation qui l'attend.
grant insert, update, delete on plateforme.adhesion to maillon_app;
create policy systeme on plateforme.adhesion for select using ((select app.perimetre()) = 'systeme');
create policy arrivee on plateforme.adhesion for insert
  with check ((select app.perimetre()) = 'systeme'
              and exists (select 1 from plateforme.invitation i
                           where i.maitre_ouvrage_id = adhesion.maitre_ouvrage_id and i.utilisateur_id = adhesion.utilisateur_id and i.etat = 'EN_ATTENTE'
                             and i.droit = adhesion.droit and i.export = adhesion.export));
create policy tenue on plateforme.adhesion for update
  using (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
  with check (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR');
create policy retrait on plateforme.adhesion for delete
  using (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR');

-- Le système connaît les personnes des espaces et celles qu'une invitation attend ; il n'ajoute que ces dernières.
grant insert on plateforme.utilisateur to maillon_app;
create policy systeme on plateforme.utilisateur for select
  using ((select app.perimetre()) = 'systeme'
         and (exists (select 1 from plateforme.adhesion a where a.utilisateur_id = utilisateur.id)
              or exists (select 1 from plateforme.invitation i where i.utilisateur_id = utilisateur.id and i.etat = 'EN_ATTENTE')));
create policy arrivee on plateforme.utilisateur for insert
  with check ((select app.perimetre()) = 'systeme'
              and exists (select 1 from plateforme.invitation i where i.utilisateur_id = utilisateur.id and i.courriel = lower(utilisateur.courriel) and i.etat = 'EN_ATTENTE'));
-- Le nom et l'adresse d'un espace, pour l'écrire dans un courriel.
create policy systeme on plateforme.maitre_ouvrage for select using ((select app.perimetre()) = 'systeme');

insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('REVUE_DES_PERSONNES_MOIS', '2026-01-01', null, 6, 'mois', 'Au-delà, l''administrateur d''un espace redit si une personne est toujours des siens', 'CNIL, guide de la sécurité des données personnelles, fiche « Gérer les habilitations » (revue au moins annuelle) ; six mois : choix de conception', false),
('INVITATION_JOURS', '2026-01-01', null, 7, 'jours', 'Durée du lien par lequel une personne invitée choisit son mot de passe', 'Choix de conception', false);
