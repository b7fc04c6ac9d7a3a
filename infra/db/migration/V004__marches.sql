-- Les marchés d'un espace : tels que publiés (DECP) ou saisis. Un marché groupe les lots publiés sous un même numéro.

create table metier.marche (
  tenant_id uuid not null default app.tenant_courant() references plateforme.maitre_ouvrage,
  id uuid not null,
  acheteur_siret text not null check (acheteur_siret ~ '^[0-9]{14}$'),
  numero text not null,
  cle_source text not null,
  source text not null check (source in ('DECP','SAISIE')),
  concession boolean not null default false,
  objet text,
  nature text,
  procedure text,
  code_cpv text,
  segment text not null check (segment in ('TRAVAUX','SERVICES','FOURNITURES','PRESTATIONS_INTELLECTUELLES','INCONNU')),
  date_notification date,
  annee integer,
  montant numeric(16,2) not null default 0,
  lots integer not null default 0,
  sociale_connue boolean not null,
  sociale_clause boolean not null default false,
  sociale_critere boolean not null default false,
  sociale_reserve boolean not null default false,
  etat text not null check (etat in ('IDENTIFIE','A_ETUDIER','CALIBRE','REDIGE','EN_CONSULTATION','NOTIFIE','EN_EXECUTION','SOLDE','SANS_CLAUSE','RESILIE')),
  recherche text not null default '',
  version integer not null default 0,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, cle_source)
);
comment on column metier.marche.sociale_connue is 'Faux : le format 2019 ne dit rien des considérations sociales ; inconnu n''est pas « aucune ».';
comment on column metier.marche.recherche is 'Objet, numéros, titulaires, sans accents ni majuscules : ce que cherche le filtre texte.';
create index on metier.marche (tenant_id, date_notification desc nulls last, id);
create index on metier.marche (tenant_id, montant desc, id);
create index on metier.marche (tenant_id, annee, etat);

create table metier.lot (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  marche_id uuid not null,
  rang integer not null,
  cle_source text not null,
  empreinte text,
  empreintes_vues text,
  derniere_publication date,
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
  version integer not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, cle_source),
  foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id) on delete cascade
);
comment on column metier.lot.empreintes_vues is 'Débuts d''empreinte des versions déjà lues : relire un fichier, même avec deux versions du lot, ne change rien.';
comment on column metier.lot.derniere_publication is 'La plus récente date de publication dite par l''enregistrement, modifications et sous-traitance comprises : une plus ancienne ne l''écrase pas.';
comment on column metier.lot.modifications is 'Modifications publiées, en JSON : faits importés, jamais saisis ici.';
create index on metier.lot (tenant_id, marche_id, rang);

create table metier.titulaire (
  tenant_id uuid not null default app.tenant_courant(),
  lot_id uuid not null,
  rang integer not null,
  type_identifiant text,
  identifiant text,
  denomination text,
  primary key (tenant_id, lot_id, rang),
  foreign key (tenant_id, lot_id) references metier.lot (tenant_id, id) on delete cascade
);
create index on metier.titulaire (tenant_id, identifiant);

-- La vie d'un marché, écrite une fois ; sans « cascade » : supprimer le marché n'efface pas son histoire, la base le refuse.
create table metier.evenement (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  marche_id uuid not null,
  quand timestamptz not null default now(),
  code text not null,
  detail text not null,
  auteur_id uuid not null,
  auteur_nom text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id)
);
create index on metier.evenement (tenant_id, marche_id, quand desc);

create table metier.import_decp (
  tenant_id uuid not null default app.tenant_courant() references plateforme.maitre_ouvrage,
  id uuid not null,
  fichier text not null,
  octets bigint not null,
  format text,
  etat text not null check (etat in ('DEPOSE','EN_COURS','TERMINE','ECHEC')),
  octets_lus bigint not null default 0,
  lus integer not null default 0,
  crees integer not null default 0,
  mis_a_jour integer not null default 0,
  inchanges integer not null default 0,
  hors_perimetre integer not null default 0,
  avec_avertissement integer not null default 0,
  refuses integer not null default 0,
  tentatives integer not null default 1,
  echec text,
  reprenable boolean not null default false,
  executant uuid,
  bail timestamptz,
  demande_par uuid not null,
  demande_par_nom text not null,
  cree_le timestamptz not null default now(),
  fini_le timestamptz,
  primary key (tenant_id, id)
);
comment on column metier.import_decp.etat is 'DEPOSE : le fichier arrive, ou attend que son aperçu soit accepté ; il est oublié après deux heures.';
comment on column metier.import_decp.executant is 'Le serveur qui mène l''import, jusqu''à la fin du bail : deux serveurs ne le mènent jamais ensemble.';
comment on column metier.import_decp.reprenable is 'L''échec ne tient pas au fichier, qui est gardé : l''import peut repartir d''où il en était.';
create index on metier.import_decp (tenant_id, cree_le desc);

-- Le fichier reçu, par morceaux : l'import reprend après un arrêt du serveur, sur n'importe quel noeud.
create table metier.import_morceau (
  tenant_id uuid not null default app.tenant_courant(),
  import_id uuid not null,
  rang integer not null,
  contenu bytea not null,
  primary key (tenant_id, import_id, rang),
  foreign key (tenant_id, import_id) references metier.import_decp (tenant_id, id) on delete cascade
);

-- Ce qu'il est advenu de chaque enregistrement de l'acheteur.
create table metier.import_ligne (
  tenant_id uuid not null default app.tenant_courant(),
  import_id uuid not null,
  rang integer not null,
  resultat text not null check (resultat in ('CREE','MIS_A_JOUR','INCHANGE','REFUSE')),
  numero text,
  marche_id uuid,
  champ text,
  valeur text,
  raison text,
  avertissements text,
  primary key (tenant_id, import_id, rang),
  foreign key (tenant_id, import_id) references metier.import_decp (tenant_id, id) on delete cascade
);

call app.proteger_espace('metier.marche');
call app.proteger_espace('metier.lot');
call app.proteger_espace('metier.titulaire');
call app.proteger_espace('metier.evenement', '{ajout}');
call app.proteger_espace('metier.import_decp');
call app.proteger_espace('metier.import_morceau');
call app.proteger_espace('metier.import_ligne');

-- Un espace qui arrive avec tous ses marchés doit être connu du planificateur bien avant de peser un dixième de la table.
alter table metier.marche set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
alter table metier.lot set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
alter table metier.titulaire set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);

-- Un import interrompu par un arrêt doit être repris sans qu'on sache d'avance dans quel espace : l'aiguillage ne dit que cela.
create table plateforme.travail (
  id uuid primary key,
  tenant_id uuid not null references plateforme.maitre_ouvrage,
  nature text not null,
  demande_par uuid not null,
  cree_le timestamptz not null default now()
);
create index on plateforme.travail (tenant_id);
alter table plateforme.travail enable row level security;
alter table plateforme.travail force row level security;
create policy lecture on plateforme.travail for select using (tenant_id = (select app.tenant_courant()) or (select app.perimetre()) = 'systeme');
create policy ajout on plateforme.travail for insert with check (tenant_id = (select app.tenant_courant()));
create policy suppression on plateforme.travail for delete using (tenant_id = (select app.tenant_courant()));
grant select, insert, delete on plateforme.travail to maillon_app;
