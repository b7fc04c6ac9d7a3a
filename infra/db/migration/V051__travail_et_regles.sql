-- Qui déclare et valide : permis d'office (une équipe d'une personne doit pouvoir travailler), marqué et compté ; l'espace peut l'interdire.
alter table plateforme.fiche_espace add column validation_separee boolean not null default false;

-- Les clauses proposées de tous mes espaces, la plus ancienne d'abord.
create index clause_a_decider on metier.clause (tenant_id, etat, cree_le);

-- Une demande se rend ; une clause acceptée, la demande de calibrage n'attend plus rien de personne.
alter table metier.demande_message drop constraint demande_message_nature_check,
  add constraint demande_message_nature_check check (nature in ('PRISE_EN_CHARGE','AFFECTATION','RENDUE','QUESTION','REPONSE','CONCLUSION','ANNULATION'));
alter table metier.demande add column calibree_le timestamptz;
comment on column metier.demande.calibree_le is 'Une clause du marché est acceptée, aucune n''attend : nul n''a plus à agir, la demande peut se terminer.';

-- Après la fin du marché, un acte tardif dit pourquoi.
alter table metier.clause add column motif_tardif text;
alter table metier.contrat add column motif_tardif text;
