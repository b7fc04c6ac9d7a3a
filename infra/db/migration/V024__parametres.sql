-- Les paramètres se tiennent dans l'application, par l'administration centrale. Une valeur s'ajoute, elle ne se récrit pas : personne n'a le
-- droit de modifier la table. Une valeur en suit une autre par sa date, la dernière commencée l'emporte ; c'est ainsi que tous les lisent.

alter table plateforme.parametre
  add column groupe text not null default 'DROIT' check (groupe in ('DELAI', 'DROIT', 'USAGE')),
  add column saisi_par uuid,
  add column saisi_par_nom text,
  add column saisi_le timestamptz,
  add constraint parametre_saisie check (num_nulls(saisi_par, saisi_par_nom, saisi_le) in (0, 3)),
  add constraint parametre_source check (source ~ '[^[:space:]]');
comment on column plateforme.parametre.au is 'Fin fixée d''avance. Null : jusqu''à la veille de la valeur suivante du même code, s''il y en a une.';
comment on column plateforme.parametre.saisi_par_nom is 'Null : valeur posée à l''installation.';
update plateforme.parametre set groupe = 'USAGE' where code like 'USAGE\_%' or code = 'REPRISE_OCTETS_MAX';
update plateforme.parametre set groupe = 'DELAI'
 where code in ('DELAI_REPONSE_SEMAINES', 'REVUE_DES_PERSONNES_MOIS', 'INVITATION_JOURS', 'DELAI_EFFACEMENT_JOURS', 'JOURNAL_CONSERVATION_MOIS', 'EXPORT_VALIDITE_JOURS');

-- Le centre ajoute en son nom, sans antidater ; il ne retire que ce qui ne vaut pas encore.
grant insert, delete on plateforme.parametre to maillon_app;
create policy ajout on plateforme.parametre for insert
  with check ((select app.perimetre()) = 'centre' and saisi_par = (select app.utilisateur()) and du >= current_date);
create policy retrait on plateforme.parametre for delete
  using ((select app.perimetre()) = 'centre' and du > current_date);

-- Une valeur retirée avant d'avoir valu laisse sa trace : qui l'avait saisie, qui l'a retirée. En ajout seul, comme acte_equipe.
create table plateforme.valeur_retiree (
  id uuid primary key,
  code text not null,
  du date not null,
  valeur numeric not null,
  unite text not null,
  source text not null,
  saisi_par_nom text,
  saisi_le timestamptz,
  retire_par uuid not null,
  retire_par_nom text not null,
  retire_le timestamptz not null
);
create index on plateforme.valeur_retiree (code, retire_le desc);
comment on table plateforme.valeur_retiree is 'Les valeurs de plateforme.parametre retirées avant d''avoir pris effet.';
alter table plateforme.valeur_retiree enable row level security;
alter table plateforme.valeur_retiree force row level security;
grant select, insert on plateforme.valeur_retiree to maillon_app;
create policy lecture on plateforme.valeur_retiree for select using ((select app.perimetre()) = 'centre');
create policy ajout on plateforme.valeur_retiree for insert
  with check ((select app.perimetre()) = 'centre' and retire_par = (select app.utilisateur()));
