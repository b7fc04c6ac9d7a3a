-- Qui peut quoi dans un espace, et la trace de qui y est entré.
-- Un espace entré n'est plus toujours un espace écrit : lecteur, support et espace suspendu lisent sans écrire. « tenant_courant » reste
-- le seul espace où l'on écrit ; « espace_entre » dit où l'on est, en lecture seule ou non.

create function app.espace_entre() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.espace', true), '')::uuid;
create function app.droit() returns text language sql stable parallel safe
  return coalesce(current_setting('app.droit', true), '');
comment on function app.espace_entre() is 'L''espace où l''on est entré, en lecture seule ou non ; null : aucun. Garde ce que la plateforme sait de lui.';
comment on function app.droit() is 'Le droit de l''agent dans l''espace entré : LECTEUR, ACHETEUR, REFERENT, ADMINISTRATEUR ; vide pour l''équipe et le support.';

-- Un verrou par mot, tenu jusqu'à la fin de la transaction : deux ouvertures du même SIRET, deux retraits du dernier administrateur.
create function app.verrouiller(cle text) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(cle, 0));
  return true;
end $$;

alter table plateforme.adhesion
  add column droit text not null default 'ACHETEUR' check (droit in ('LECTEUR','ACHETEUR','REFERENT','ADMINISTRATEUR')),
  add column export boolean not null default false,
  add column confirmee_le date,
  add column version integer not null default 0;
comment on column plateforme.adhesion.droit is 'LECTEUR lit ; ACHETEUR écrit ; REFERENT lit aussi le journal et ouvre l''accès du support ; ADMINISTRATEUR tient les personnes et l''espace.';
comment on column plateforme.adhesion.export is 'Sortir des données de l''espace : un droit à part, que ne donne aucun des autres.';
comment on column plateforme.adhesion.confirmee_le is 'Dernière fois qu''un administrateur a dit que cette personne était toujours des siens.';
-- Les espaces ouverts avant les droits gardent ce que leurs agents pouvaient : tout.
update plateforme.adhesion set droit = 'ADMINISTRATEUR', export = true;

alter table plateforme.habilitation drop constraint habilitation_titre_check;
alter table plateforme.habilitation add constraint habilitation_titre_check check (titre in ('FACILITATEUR','COORDINATEUR','CENTRAL','SUPPORT'));

-- Le support n'entre que par une fenêtre : ouverte par l'acheteur, ou, en bris de glace, par le support lui-même, qui l'en avertit.
create table plateforme.acces_support (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  ouvert_par uuid not null,
  ouvert_par_nom text not null,
  motif text not null check (length(motif) between 10 and 1000),
  du timestamptz not null,
  au timestamptz not null,
  ferme_le timestamptz,
  bris_de_glace boolean not null default false,
  version integer not null default 0,
  check (au > du and au <= du + interval '60 minutes'),
  check (ferme_le is null or ferme_le >= du)
);
create index on plateforme.acces_support (maitre_ouvrage_id, au desc);
comment on column plateforme.acces_support.ouvert_par is 'L''agent qui ouvre la fenêtre à tout le support ; en bris de glace, la personne du support qui entre, et elle seule.';

-- Le journal de l'espace : ajouté, jamais modifié. Chaque ligne porte l'empreinte de la précédente.
create table plateforme.journal (
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  rang bigint not null,
  quand timestamptz not null,
  nature text not null check (nature in ('ENTREE','ACTE','EXPORT','DROITS','VIE','SUPPORT','BRIS_DE_GLACE')),
  titre text not null check (titre in ('AGENT','FACILITATEUR','COORDINATEUR','CENTRAL','SUPPORT','SYSTEME')),
  auteur_id uuid not null,
  auteur_nom text not null,
  pour_id uuid,
  pour_nom text,
  convention_id uuid,
  acte text not null,
  objet text,
  detail text,
  precedente text not null,
  empreinte text not null,
  primary key (maitre_ouvrage_id, rang)
);
create index on plateforme.journal (maitre_ouvrage_id, quand desc);
comment on column plateforme.journal.pour_nom is 'Seconde identité d''une entrée du support : qui lui a ouvert la fenêtre.';
comment on column plateforme.journal.acte is 'Le cas d''usage, sous son nom de code ; les pages en donnent la phrase.';

-- La tête de chaîne : ce que la ligne suivante doit citer. Couper la fin du journal se voit : la tête en dit le rang.
create table plateforme.journal_tete (
  maitre_ouvrage_id uuid primary key references plateforme.maitre_ouvrage,
  rang bigint not null,
  empreinte text not null
);

create function app.empreinte_journal(j plateforme.journal) returns text language sql stable
  return encode(sha256(convert_to(json_build_array(j.precedente, j.maitre_ouvrage_id, j.rang, (extract(epoch from j.quand) * 1000000)::bigint, j.nature, j.titre,
      j.auteur_id, j.auteur_nom, j.pour_id, j.pour_nom, j.convention_id, j.acte, j.objet, j.detail)::text, 'UTF8')), 'hex');

-- La seule façon d'écrire au journal : prend la tête, chaîne, avance la tête. La sécurité par ligne de l'appelant s'applique.
create function app.journaliser(espace uuid, instant timestamptz, sa_nature text, son_titre text, qui uuid, qui_nom text, pour uuid, pour_qui text, sa_convention uuid,
    son_acte text, son_objet text, son_detail text) returns bigint language plpgsql volatile as $$
declare
  tete plateforme.journal_tete;
  ligne plateforme.journal;
begin
  insert into plateforme.journal_tete values (espace, 0, '') on conflict do nothing;
  select * into strict tete from plateforme.journal_tete t where t.maitre_ouvrage_id = espace for update;
  ligne := row(espace, tete.rang + 1, instant, sa_nature, son_titre, qui, qui_nom, pour, pour_qui, sa_convention, son_acte, son_objet, son_detail, tete.empreinte, '');
  ligne.empreinte := app.empreinte_journal(ligne);
  insert into plateforme.journal select ligne.*;
  update plateforme.journal_tete t set rang = ligne.rang, empreinte = ligne.empreinte where t.maitre_ouvrage_id = espace;
  return ligne.rang;
end $$;

do $$
declare t text;
begin
  foreach t in array array['acces_support','journal','journal_tete'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert on plateforme.%I to maillon_app', t);
  end loop;
end $$;
grant update on plateforme.acces_support, plateforme.journal_tete to maillon_app;

-- Chacun n'écrit au journal qu'en son nom, dans l'espace où il est ; le centre, sur la vie des espaces ; le système, sur ce qu'il fait seul.
create policy lecture on plateforme.journal for select using (maitre_ouvrage_id = (select app.espace_entre()));
create policy ajout on plateforme.journal for insert
  with check ((maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) = 'centre') and auteur_id = (select app.utilisateur())
              or (select app.perimetre()) = 'systeme' and titre = 'SYSTEME');
create policy tete on plateforme.journal_tete
  using (maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme'))
  with check (maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme'));

-- La fenêtre : tenue dans l'espace par un référent ou un administrateur ; lue par le support pour savoir où entrer ; brisée par lui seul, en son nom.
create policy lecture on plateforme.acces_support for select
  using (maitre_ouvrage_id = (select app.espace_entre())
         or ((select app.perimetre()) = 'identification'
             and exists (select 1 from plateforme.habilitation h where h.titre = 'SUPPORT' and h.du <= current_date and (h.au is null or h.au >= current_date))));
create policy ouverture on plateforme.acces_support for insert
  with check (ouvert_par = (select app.utilisateur())
              and (not bris_de_glace and maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR')
                   or bris_de_glace and (select app.perimetre()) = 'identification'
                      and exists (select 1 from plateforme.habilitation h where h.titre = 'SUPPORT' and h.du <= current_date and (h.au is null or h.au >= current_date))));
create policy fermeture on plateforme.acces_support for update
  using (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR'))
  with check (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR'));

-- Qui a été de l'équipe, un jour : des identifiants, rien d'autre. Sert à reconnaître un des siens sans lire les habilitations de personne.
grant select on plateforme.habilitation to maillon_vues;
create policy vues on plateforme.habilitation for select to maillon_vues using (true);
create view plateforme.membre_equipe as select distinct utilisateur_id from plateforme.habilitation;
alter view plateforme.membre_equipe owner to maillon_vues;
grant select on plateforme.membre_equipe to maillon_app;

-- L'équipe ne lit plus tous les comptes : les siens, et ceux de l'espace où elle est entrée.
drop policy soi on plateforme.utilisateur;
create policy concernes on plateforme.utilisateur for select
  using ((id = (select app.utilisateur()) and (select app.perimetre()) <> 'aucun')
         or (select app.perimetre()) = 'centre'
         or ((select app.equipe()) and exists (select 1 from plateforme.membre_equipe m where m.utilisateur_id = utilisateur.id))
         or exists (select 1 from plateforme.adhesion a where a.utilisateur_id = utilisateur.id and a.maitre_ouvrage_id = (select app.espace_entre()))
         or exists (select 1 from plateforme.affectation a where a.utilisateur_id = utilisateur.id and a.maitre_ouvrage_id = (select app.espace_entre())));

drop policy soi on plateforme.adhesion;
create policy concernes on plateforme.adhesion for select
  using ((utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification')
         or maitre_ouvrage_id = (select app.espace_entre())
         or (select app.perimetre()) = 'centre');
drop policy soi on plateforme.affectation;
create policy concernes on plateforme.affectation for select
  using (maitre_ouvrage_id = (select app.espace_entre())
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
             and (utilisateur_id = (select app.utilisateur())
                  or exists (select 1 from plateforme.habilitation h
                              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
drop policy concernes on plateforme.convention;
create policy concernes on plateforme.convention for select
  using (maitre_ouvrage_id = (select app.espace_entre())
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
             and (exists (select 1 from plateforme.affectation a where a.convention_id = convention.id and a.utilisateur_id = (select app.utilisateur()))
                  or exists (select 1 from plateforme.habilitation h
                              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
-- « equipe » aussi : la coordination répartit les maîtres d'ouvrage sous convention sans entrer chez aucun.
drop policy concernes on plateforme.maitre_ouvrage;
create policy concernes on plateforme.maitre_ouvrage for select
  using (id = any ((select app.tenants_lisibles())::uuid[])
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'equipe')
             and (exists (select 1 from plateforme.adhesion a where a.maitre_ouvrage_id = maitre_ouvrage.id)
                  or exists (select 1 from plateforme.convention c where c.maitre_ouvrage_id = maitre_ouvrage.id)
                  or exists (select 1 from plateforme.acces_support s where s.maitre_ouvrage_id = maitre_ouvrage.id))));

-- Un travail de fond se demande aussi là où l'on administre sans écrire : l'export d'un espace suspendu.
drop policy lecture on plateforme.travail;
drop policy ajout on plateforme.travail;
drop policy suppression on plateforme.travail;
create policy lecture on plateforme.travail for select using (tenant_id = (select app.espace_entre()) or (select app.perimetre()) = 'systeme');
create policy ajout on plateforme.travail for insert
  with check (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR');
create policy suppression on plateforme.travail for delete
  using (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR');
