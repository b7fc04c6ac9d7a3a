-- Ce qui a changé d'une fiche, par qui, quand ; et les fiches supprimées, dont il ne reste que le numéro.
create table equipe.acte_participant (
  id uuid primary key,
  participant_id uuid not null,
  quand timestamptz not null,
  acte text not null check (acte in ('CORRECTION', 'SUPPRESSION')),
  champ text,
  avant text,
  apres text,
  par_id uuid not null,
  par_nom text not null,
  check ((acte = 'CORRECTION') = (champ is not null)),
  -- la naissance, le sexe et l'adresse ne s'écrivent pas deux fois : on dit qu'ils ont changé
  check (champ is not null and champ in ('NOM', 'PRENOM', 'NIVEAU') or avant is null and apres is null)
);
comment on table equipe.acte_participant is 'En ajout seul. Les corrections partent avec la fiche ; sa suppression reste, sans rien dire de la personne.';
create index on equipe.acte_participant (participant_id, quand desc, id);
create index on equipe.acte_participant (quand desc, id) where acte = 'SUPPRESSION';

alter table equipe.acte_participant enable row level security;
alter table equipe.acte_participant force row level security;
grant select, insert, delete on equipe.acte_participant to maillon_app;
create policy lecture on equipe.acte_participant for select using ((select app.equipe()));
create policy ajout on equipe.acte_participant for insert
  with check ((select app.equipe()) and (select app.perimetre()) in ('equipe', 'espace') and par_id = (select app.utilisateur()));
-- tant que la fiche existe, son histoire ne se retire pas
create policy suppression on equipe.acte_participant for delete
  using ((select app.equipe()) and (select app.perimetre()) in ('equipe', 'espace') and acte = 'CORRECTION'
         and not exists (select 1 from equipe.participant p where p.id = participant_id));
