-- Les filtres que l'on garde sous un nom, de n'importe quelle liste d'un espace : à qui les a faits, ou partagés avec les agents de l'espace.
create table metier.filtre_garde (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  liste text not null check (liste ~ '^[a-z][a-z-]{1,39}$'),
  proprietaire_id uuid not null,
  proprietaire_nom text not null,
  nom text collate "fr-x-icu" not null check (length(nom) between 1 and 60),
  requete text not null check (length(requete) between 1 and 2000),
  partage boolean not null default false,
  cree_le timestamptz not null,
  version integer not null default 0,
  primary key (tenant_id, id)
);
comment on column metier.filtre_garde.requete is 'La chaîne de requête de la liste, telle qu''elle l''écrit toujours.';
create unique index filtre_un_nom_par_liste on metier.filtre_garde (tenant_id, proprietaire_id, liste, lower(nom));
create index on metier.filtre_garde (tenant_id, nom, id);
call app.proteger_espace('metier.filtre_garde', '{ajout,suppression}');
