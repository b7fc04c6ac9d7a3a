-- La vie d'un espace : ouvert par l'administration centrale, suspendu, rouvert, fermé, puis effacé ; sa fiche, que tient son administrateur ;
-- les bénéficiaires d'une centrale d'achat ; l'ouverture en nombre depuis un fichier.

alter table plateforme.maitre_ouvrage
  add column ouvert_le date not null default current_date,
  add column suspendu_le date,
  add column motif text check (length(motif) between 1 and 1000),
  add column ferme_le date,
  add column effacable_le date,
  add check ((ferme_le is null) = (effacable_le is null)),
  add check (effacable_le >= ferme_le);
create index on plateforme.maitre_ouvrage (effacable_le) where effacable_le is not null;
comment on column plateforme.maitre_ouvrage.motif is 'Pourquoi il est suspendu ou fermé, dans les mots de l''administration centrale ; ses personnes le lisent.';
comment on column plateforme.maitre_ouvrage.effacable_le is 'Premier jour où tout ce qu''il contient peut être effacé ; jusque-là, la fermeture s''annule.';

insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('DELAI_EFFACEMENT_JOURS', '2026-01-01', null, 21, 'jours', 'Délai entre la fermeture d''un espace et son effacement', 'Choix de conception : le temps de se raviser et de sortir ses données', false);

-- Le centre ouvre et tient les espaces ; personne d'autre ne les écrit. Une politique de modification sans « with check » garde la ligne
-- d'arrivée par la condition même de celle de départ.
grant insert, update on plateforme.maitre_ouvrage to maillon_app;
grant insert, delete on plateforme.maitre_ouvrage_siret to maillon_app;
create policy ouverture on plateforme.maitre_ouvrage for insert with check ((select app.perimetre()) = 'centre');
create policy vie on plateforme.maitre_ouvrage for update using ((select app.perimetre()) = 'centre');
create policy ouverture on plateforme.maitre_ouvrage_siret for insert with check ((select app.perimetre()) = 'centre');
create policy retrait on plateforme.maitre_ouvrage_siret for delete using ((select app.perimetre()) = 'centre');
create index on plateforme.maitre_ouvrage_siret (siret);

-- Ce que l'espace dit de lui-même. Le logo est une image reconnue à son contenu, jamais du SVG, qui porte du script.
create table plateforme.fiche_espace (
  maitre_ouvrage_id uuid primary key references plateforme.maitre_ouvrage,
  contact_nom text check (length(contact_nom) between 1 and 200),
  contact_courriel text check (length(contact_courriel) between 3 and 254),
  contact_telephone text check (length(contact_telephone) between 1 and 30),
  couleur text check (couleur ~ '^#[0-9a-f]{6}$'),
  logo bytea check (length(logo) <= 204800),
  logo_type text check (logo_type in ('image/png','image/jpeg','image/webp')),
  logo_empreinte text check (logo_empreinte ~ '^[0-9a-f]{16}$'),
  version integer not null default 0,
  check ((logo is null) = (logo_type is null) and (logo is null) = (logo_empreinte is null))
);
comment on column plateforme.fiche_espace.couleur is 'Remplace celle donnée à l''ouverture ; null : celle-ci.';

-- Ceux pour qui une centrale d'achat achète : une liste qu'elle tient, pas des espaces.
create table plateforme.beneficiaire (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  nom text not null check (length(nom) between 1 and 200),
  commune text check (length(commune) between 1 and 120),
  recherche text not null default '',
  version integer not null default 0,
  unique (maitre_ouvrage_id, siret)
);
create index on plateforme.beneficiaire (maitre_ouvrage_id, nom, id);

-- Un fichier d'espaces à ouvrir : déposé, relu ligne à ligne, confirmé, mené en tâche de fond. Chaque ligne dit ce qu'elle est devenue.
create table plateforme.import_espaces (
  id uuid primary key,
  fichier text not null check (length(fichier) between 1 and 255),
  etat text not null check (etat in ('DEPOSE','EN_COURS','TERMINE')),
  lignes integer not null default 0 check (lignes >= 0),
  fautives integer not null default 0 check (fautives >= 0),
  demande_par uuid not null references plateforme.utilisateur,
  demande_par_nom text not null,
  cree_le timestamptz not null,
  confirme_le timestamptz,
  fini_le timestamptz,
  version integer not null default 0
);
create table plateforme.import_espaces_ligne (
  import_id uuid not null references plateforme.import_espaces on delete cascade,
  rang integer not null check (rang > 0),
  etat text not null check (etat in ('FAUTIVE','PRETE','OUVERT','DEJA_OUVERT','REFUSEE')),
  nom text,
  siret text,
  type text,
  code text,
  couleur text,
  admin_nom text,
  admin_courriel text,
  champ text,
  raison text,
  maitre_ouvrage_id uuid references plateforme.maitre_ouvrage,
  primary key (import_id, rang)
);
create index on plateforme.import_espaces_ligne (import_id, etat, rang);
create index on plateforme.import_espaces_ligne (maitre_ouvrage_id) where maitre_ouvrage_id is not null;
comment on column plateforme.import_espaces_ligne.rang is 'La ligne du fichier, l''en-tête étant la première.';

do $$
declare t text;
begin
  foreach t in array array['fiche_espace','beneficiaire','import_espaces','import_espaces_ligne'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert, update on plateforme.%I to maillon_app', t);
  end loop;
end $$;
grant delete on plateforme.beneficiaire, plateforme.import_espaces to maillon_app;

-- Qui voit l'espace voit sa fiche ; son administrateur et le centre la tiennent.
create policy lecture on plateforme.fiche_espace for select using (exists (select 1 from plateforme.maitre_ouvrage m where m.id = maitre_ouvrage_id));
create policy ajout on plateforme.fiche_espace for insert
  with check ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR') or (select app.perimetre()) = 'centre');
create policy modification on plateforme.fiche_espace for update
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR') or (select app.perimetre()) = 'centre');

create policy lecture on plateforme.beneficiaire for select using (maitre_ouvrage_id = any ((select app.tenants_lisibles())::uuid[]));
create policy ajout on plateforme.beneficiaire for insert
  with check (maitre_ouvrage_id = (select app.tenant_courant()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR'));
create policy modification on plateforme.beneficiaire for update
  using (maitre_ouvrage_id = (select app.tenant_courant()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR'));
create policy suppression on plateforme.beneficiaire for delete
  using (maitre_ouvrage_id = (select app.tenant_courant()) and (select app.droit()) in ('REFERENT', 'ADMINISTRATEUR'));

-- Le système lit quels imports mener ; il les mène ensuite au nom de qui les a demandés, dans le périmètre du centre.
create policy lecture on plateforme.import_espaces for select using ((select app.perimetre()) in ('centre', 'systeme'));
create policy ajout on plateforme.import_espaces for insert with check ((select app.perimetre()) = 'centre' and demande_par = (select app.utilisateur()));
create policy modification on plateforme.import_espaces for update using ((select app.perimetre()) = 'centre');
create policy suppression on plateforme.import_espaces for delete using ((select app.perimetre()) = 'centre');
create policy lecture on plateforme.import_espaces_ligne for select using ((select app.perimetre()) = 'centre');
create policy ajout on plateforme.import_espaces_ligne for insert with check ((select app.perimetre()) = 'centre');
create policy modification on plateforme.import_espaces_ligne for update using ((select app.perimetre()) = 'centre');
