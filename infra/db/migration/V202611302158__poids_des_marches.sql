-- Ce que pèsent les marchés d'un espace, par année, segment, état et considérations : la liste en dit le nombre et le montant sans les relire.
-- Qui écrit un marché y ajoute une ligne, en plus ou en moins, dans sa transaction ; aucune ne se modifie, deux écrivains ne s'attendent pas.
create table metier.poids_marche (
  tenant_id uuid not null default app.tenant_courant(),
  id uuid not null default gen_random_uuid(),
  annee integer,
  segment text not null,
  etat text not null,
  sociale_connue boolean not null,
  sociale_clause boolean not null,
  sociale_critere boolean not null,
  sociale_reserve boolean not null,
  nombre integer not null,
  montant numeric(20,2) not null,
  primary key (tenant_id, id)
);
comment on table metier.poids_marche is 'Des écarts : leur somme est le nombre et le montant des marchés de l''espace. Repliés à la fin d''un import.';
call app.proteger_espace('metier.poids_marche', '{ajout,suppression}');

alter table metier.marche no force row level security;
alter table metier.poids_marche no force row level security;
insert into metier.poids_marche (tenant_id, annee, segment, etat, sociale_connue, sociale_clause, sociale_critere, sociale_reserve, nombre, montant)
  select tenant_id, annee, segment, etat, sociale_connue, sociale_clause, sociale_critere, sociale_reserve, count(*), sum(montant)
    from metier.marche group by 1, 2, 3, 4, 5, 6, 7, 8;
alter table metier.marche force row level security;
alter table metier.poids_marche force row level security;
