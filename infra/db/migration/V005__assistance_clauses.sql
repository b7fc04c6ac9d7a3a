-- Demander l'aide de l'équipe, calibrer, s'engager.

create table metier.demande (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  marche_id uuid not null,
  service text not null check (service in ('CHOIX_LEVIER','CALIBRAGE','REDACTION','ANALYSE_OFFRES','SUIVI_HEURES','AUTRE')),
  besoin text not null check (length(besoin) between 1 and 4000),
  date_souhaitee date not null,
  etat text not null check (etat in ('NOUVELLE','PRISE_EN_CHARGE','ATTENTE_MAITRE_OUVRAGE','TERMINEE','ANNULEE')),
  facilitateur_id uuid,
  facilitateur_nom text,
  demandeur_id uuid not null,
  demandeur_nom text not null,
  cree_le timestamptz not null default now(),
  terminee_le timestamptz,
  version integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id)
);
create index on metier.demande (tenant_id, etat, date_souhaitee);
create unique index on metier.demande (tenant_id, marche_id, service) where etat in ('NOUVELLE','PRISE_EN_CHARGE','ATTENTE_MAITRE_OUVRAGE');
create index on metier.demande (tenant_id, marche_id);

-- L'échange entre le maître d'ouvrage et l'équipe, écrit une fois.
create table metier.demande_message (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  demande_id uuid not null,
  nature text not null check (nature in ('PRISE_EN_CHARGE','QUESTION','REPONSE','CONCLUSION','ANNULATION')),
  texte text not null check (length(texte) between 1 and 4000),
  quand timestamptz not null,
  auteur_id uuid not null,
  auteur_nom text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, demande_id) references metier.demande (tenant_id, id)
);
create index on metier.demande_message (tenant_id, demande_id, quand);

create table metier.clause (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  marche_id uuid not null,
  lot_id uuid not null,
  mecanisme text not null check (mecanisme in ('CLAUSE_EXECUTION','LOT_RESERVE','MARCHE_RESERVE','CRITERE','ACHAT_INSERTION')),
  article text not null,
  numero_version integer not null check (numero_version >= 1),
  etat text not null check (etat in ('PROPOSEE','ACCEPTEE','REFUSEE','REMPLACEE')),
  motif text,
  auteur_id uuid not null,
  auteur_nom text not null,
  cree_le timestamptz not null default now(),
  decidee_par_nom text,
  decidee_le timestamptz,
  version integer not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, lot_id, numero_version),
  foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id),
  foreign key (tenant_id, lot_id) references metier.lot (tenant_id, id)
);
create index on metier.clause (tenant_id, marche_id);
create unique index on metier.clause (tenant_id, lot_id) where etat = 'ACCEPTEE';

create table metier.engagement (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null,
  clause_id uuid not null,
  lot_id uuid not null,
  unite text not null check (unite in ('HEURES','POURCENT_HEURES','HEURES_FORMATION','NB_STAGES','ACTIONS')),
  quantite numeric(12,2) not null check (quantite >= 0),
  heures_dues numeric(9,2) not null default 0 check (heures_dues >= 0),
  annee integer not null,
  formule text not null check (formule in ('F1','F2','F3','F4','SAISIE')),
  montant_ht numeric(16,2),
  part_main_oeuvre numeric(5,4),
  taux_insertion numeric(5,4),
  cout_horaire numeric(7,2),
  heures_marche numeric(11,2),
  heures_reprises numeric(11,2),
  tranche numeric(16,2),
  heures_par_tranche numeric(11,2),
  tranches_pleines boolean,
  heures_exactes numeric(14,6),
  grille_code text,
  grille_source text,
  primary key (tenant_id, id),
  foreign key (tenant_id, clause_id) references metier.clause (tenant_id, id),
  foreign key (tenant_id, lot_id) references metier.lot (tenant_id, id)
);
comment on column metier.engagement.annee is 'Année de rattachement des heures dues : notification du lot, à défaut acceptation de la clause.';
comment on column metier.engagement.montant_ht is 'F1 : montant du lot ; F4 : commandes prévues.';
comment on column metier.engagement.heures_exactes is 'Résultat du calcul avant l''arrondi à l''heure, qui ne se fait qu''à la fin (domaine, F1).';
create index on metier.engagement (tenant_id, clause_id);
create index on metier.engagement (tenant_id, lot_id);

call app.proteger_espace('metier.demande', '{ajout,modification}');
call app.proteger_espace('metier.demande_message', '{ajout}');
call app.proteger_espace('metier.clause', '{ajout,modification}');
call app.proteger_espace('metier.engagement', '{ajout,modification}');
