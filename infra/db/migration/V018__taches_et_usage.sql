-- Ce que Maillon fait de lui-même, un seul serveur à la fois.
create table plateforme.tache (
  nom text primary key check (nom ~ '^[a-z][a-z-]{1,40}$'),
  prochaine timestamptz not null,
  bail timestamptz,
  serveur uuid,
  finie_le timestamptz,
  faute text
);
comment on column plateforme.tache.bail is 'Un serveur mène la tâche jusqu''à cet instant au plus tard ; passé lui, un autre la reprend.';
comment on column plateforme.tache.faute is 'Ce qui a fait échouer le dernier essai ; null quand il a réussi.';
alter table plateforme.tache enable row level security;
alter table plateforme.tache force row level security;
grant select, insert, update on plateforme.tache to maillon_app;
create policy systeme on plateforme.tache using ((select app.perimetre()) = 'systeme') with check ((select app.perimetre()) = 'systeme');

-- L'usage équitable : ce qu'un espace peut demander à la plateforme sans gêner les autres. Les valeurs de tous sont des paramètres ;
-- celles d'un seul, ici, décidées par l'administration centrale.
insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('USAGE_REQUETES_MINUTE', '2026-01-01', null, 1200, 'demandes par minute', 'Demandes d''un espace, toutes personnes confondues', 'Choix de conception ; mesuré par le banc « voisin bruyant »', true),
('USAGE_SIMULTANEES', '2026-01-01', null, 10, 'demandes', 'Demandes d''un espace servies en même temps par un serveur : un tiers de ses connexions', 'Choix de conception ; mesuré par le banc « voisin bruyant »', true),
('USAGE_EXPORTS_SIMULTANES', '2026-01-01', null, 1, 'exports', 'Exports d''un espace menés en même temps', 'Choix de conception', true),
('USAGE_STOCKAGE_MO', '2026-01-01', null, 2000, 'Mo', 'Place d''un espace : ses lignes et ses fichiers', 'Choix de conception', true);

create table plateforme.limite (
  maitre_ouvrage_id uuid primary key references plateforme.maitre_ouvrage,
  requetes_minute integer check (requetes_minute between 1 and 1000000),
  exports_simultanes integer check (exports_simultanes between 1 and 10),
  stockage_mo integer check (stockage_mo between 1 and 1000000),
  motif text not null check (length(motif) between 5 and 500),
  decidee_par_nom text not null,
  decidee_le timestamptz not null,
  version integer not null default 0
);
comment on table plateforme.limite is 'Ce qu''un espace a de différent ; null : comme tous.';
alter table plateforme.limite enable row level security;
alter table plateforme.limite force row level security;
grant select, insert, update on plateforme.limite to maillon_app;
create policy lecture on plateforme.limite for select
  using (maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme'));
create policy ajout on plateforme.limite for insert with check ((select app.perimetre()) = 'centre');
create policy modification on plateforme.limite for update using ((select app.perimetre()) = 'centre');

-- La place prise, mesurée de temps en temps : la compter à chaque dépôt relirait tout l'espace.
create table plateforme.usage_espace (
  maitre_ouvrage_id uuid primary key references plateforme.maitre_ouvrage,
  octets bigint not null check (octets >= 0),
  mesure_le timestamptz not null
);
alter table plateforme.usage_espace enable row level security;
alter table plateforme.usage_espace force row level security;
grant select, insert, update on plateforme.usage_espace to maillon_app;
create policy lecture on plateforme.usage_espace for select
  using (maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) = 'centre');
create policy ajout on plateforme.usage_espace for insert with check (maitre_ouvrage_id = (select app.espace_entre()));
create policy modification on plateforme.usage_espace for update
  using (maitre_ouvrage_id = (select app.espace_entre())) with check (maitre_ouvrage_id = (select app.espace_entre()));

-- Ce qui parle d'un espace s'efface avec lui (V015).
call app.ouvrir_entretien('plateforme.limite');
call app.ouvrir_entretien('plateforme.usage_espace');
