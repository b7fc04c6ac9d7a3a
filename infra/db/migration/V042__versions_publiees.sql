-- Un seul ordre pour toutes les versions publiées d'un lot : date de publication, rang de modification, ordre d'import.
alter table metier.lot add column rang_publie integer not null default 0;
alter table metier.lot add column choisie boolean not null default false;
alter table metier.lot add column lue_le timestamptz;
-- les droits par ligne tiennent aussi la migration : levés le temps de compter ce que chaque lot dit déjà
alter table metier.lot no force row level security;
update metier.lot set rang_publie = jsonb_array_length(modifications::jsonb) where modifications is not null;
alter table metier.lot force row level security;
comment on column metier.lot.rang_publie is 'Rang de modification dit par l''enregistrement : entre deux publications du même jour, le plus haut l''emporte.';
comment on column metier.lot.choisie is 'Une personne a choisi cette version : une version déjà lue ne la remplace plus d''elle-même.';

-- Les versions que le lot n'a pas retenues : remplacées, plus anciennes, ou réunies à la main. Celle qu'il a retenue est le lot lui-même.
create table metier.lot_version (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  lot_id uuid not null,
  fusion_de uuid,
  fusion_rang integer,
  titulaires text,
  cle_source text not null,
  empreinte text not null,
  derniere_publication date,
  rang_publie integer not null,
  lue_le timestamptz,
  objet text,
  code_cpv text,
  montant numeric(16,2),
  duree_mois integer,
  date_notification date,
  date_publication date,
  procedure text,
  nature text,
  ccag text,
  techniques text,
  modalites_execution text,
  types_prix text,
  forme_prix text,
  lieu_code text,
  lieu_type text,
  lieu_nom text,
  offres_recues integer,
  sociale_connue boolean not null,
  sociale_clause boolean not null default false,
  sociale_critere boolean not null default false,
  sociale_reserve boolean not null default false,
  environnementales text,
  modifications text,
  sous_traitance text,
  avertissements integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, lot_id) references metier.lot (tenant_id, id) on delete cascade
);
comment on column metier.lot_version.titulaires is 'Titulaires de cette version, en JSON.';
comment on column metier.lot_version.fusion_de is 'Le lot réuni à celui-ci à la main ; avec fusion_rang, ce lot tel qu''il était, sans, celui-ci tel qu''il était.';
create index on metier.lot_version (tenant_id, lot_id, derniere_publication desc, id);
create index on metier.lot_version (tenant_id, cle_source);
call app.proteger_espace('metier.lot_version');
call app.estimer_espace('metier.lot_version');

alter table metier.import_decp add column empreinte text;
alter table metier.import_decp add column deja_importe_le timestamptz;
comment on column metier.import_decp.empreinte is 'Du fichier entier : le même fichier, importé de nouveau, se reconnaît.';
comment on column metier.import_decp.deja_importe_le is 'Quand ce même fichier a été importé auparavant ; null : jamais.';
create index on metier.import_decp (tenant_id, empreinte);

alter table metier.import_ligne add column objet text;
alter table metier.import_ligne add column lot_id uuid;
alter table metier.import_ligne add column version_id uuid;
alter table metier.import_ligne add column doublon_lot_id uuid;
alter table metier.import_ligne add column doublon_etat text check (doublon_etat in ('A_VOIR','REUNI','ECARTE'));
comment on column metier.import_ligne.version_id is 'La version que dit cet enregistrement, quand le lot en retient une autre : elle peut être rétablie.';
comment on column metier.import_ligne.doublon_lot_id is 'Le lot déjà connu auquel celui-ci ressemble, l''objet excepté.';
create index on metier.import_ligne (tenant_id, import_id, rang) where doublon_etat is not null;
