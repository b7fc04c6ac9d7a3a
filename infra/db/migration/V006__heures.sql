-- L'exécution : contrats d'insertion, déclarations mensuelles, registre des heures.

create table metier.contrat (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  engagement_id uuid not null,
  marche_id uuid not null,
  participant_id uuid not null references equipe.participant,
  eligibilite_id uuid not null references equipe.eligibilite,
  nature text not null check (nature in ('CDI','CDD','CTT','CDDI','APPRENTISSAGE','PROFESSIONNALISATION','AUTRE')),
  modalite text not null check (modalite in ('EMBAUCHE_DIRECTE','MISE_A_DISPOSITION','SOUS_TRAITANCE','COTRAITANCE')),
  employeur_siret text not null check (employeur_siret ~ '^[0-9]{14}$'),
  employeur_nom text not null,
  debut date not null,
  fin date,
  cree_par_nom text not null,
  cree_le timestamptz not null default now(),
  version integer not null default 0,
  primary key (tenant_id, id),
  check (fin is null or fin >= debut),
  foreign key (tenant_id, engagement_id) references metier.engagement (tenant_id, id),
  foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id)
);
create index on metier.contrat (tenant_id, engagement_id);
create index on metier.contrat (tenant_id, marche_id);
create index on metier.contrat (participant_id);

create table metier.declaration_heures (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  contrat_id uuid not null,
  engagement_id uuid not null,
  mois date not null check (extract(day from mois) = 1),
  heures numeric(9,2) not null check (heures >= 0 and heures * 4 = trunc(heures * 4)),
  etat text not null check (etat in ('DECLAREE','VALIDEE','REFUSEE')),
  motif text,
  declaree_par_nom text not null,
  declaree_le timestamptz not null default now(),
  decidee_par_nom text,
  decidee_le timestamptz,
  version integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, contrat_id) references metier.contrat (tenant_id, id),
  foreign key (tenant_id, engagement_id) references metier.engagement (tenant_id, id)
);
create unique index on metier.declaration_heures (tenant_id, contrat_id, mois) where etat <> 'REFUSEE';
create index on metier.declaration_heures (tenant_id, etat, mois);
create index on metier.declaration_heures (tenant_id, engagement_id);

-- Le registre : on n'y corrige rien. Une erreur se rattrape par une contre-passation.
create table metier.registre_heures (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  declaration_id uuid not null,
  contrat_id uuid not null,
  engagement_id uuid not null,
  participant_id uuid not null references equipe.participant,
  nature text not null check (nature in ('VALIDATION','CONTRE_PASSATION')),
  mois date not null check (extract(day from mois) = 1),
  annee integer not null check (annee = extract(year from mois)),
  heures numeric(9,2) not null check (heures * 4 = trunc(heures * 4)),
  motif text,
  auteur_id uuid not null,
  auteur_nom text not null,
  ecrit_le timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((nature = 'VALIDATION' and heures >= 0) or (nature = 'CONTRE_PASSATION' and heures <> 0 and length(motif) > 0)),
  foreign key (tenant_id, declaration_id) references metier.declaration_heures (tenant_id, id),
  foreign key (tenant_id, contrat_id) references metier.contrat (tenant_id, id),
  foreign key (tenant_id, engagement_id) references metier.engagement (tenant_id, id)
);
create index on metier.registre_heures (tenant_id, engagement_id, mois);
create index on metier.registre_heures (tenant_id, contrat_id, mois);
create index on metier.registre_heures (tenant_id, declaration_id);
create unique index on metier.registre_heures (tenant_id, declaration_id) where nature = 'VALIDATION';

call app.proteger_espace('metier.contrat', '{ajout,modification}');
call app.proteger_espace('metier.declaration_heures', '{ajout,modification}');
call app.proteger_espace('metier.registre_heures', '{ajout}');

-- Ce qu'un maître d'ouvrage voit des personnes : un pseudonyme propre à son espace, jamais un nom, jamais l'identifiant de l'équipe.
grant select on metier.contrat to maillon_vues;
create view equipe.participant_pseudonyme as
select c.tenant_id, c.id as contrat_id,
       'P-' || upper(substr(encode(sha256(convert_to(c.tenant_id::text || c.participant_id::text, 'UTF8')), 'hex'), 1, 8)) as pseudonyme
  from metier.contrat c;
alter view equipe.participant_pseudonyme owner to maillon_vues;
grant select on equipe.participant_pseudonyme to maillon_app;
