-- Le recalcul complet relit tout le registre : des secondes à la taille du pays. Il se refait à intervalles, et la page dit quand.
create table plateforme.verification_cumuls (
  annee smallint primary key check (annee between 2000 and 2100),
  ecarts integer not null check (ecarts >= 0),
  verifiee_le timestamptz not null
);
comment on column plateforme.verification_cumuls.ecarts is 'Cumuls de l''année qui ne disent pas ce que dit le recalcul depuis le registre.';
alter table plateforme.verification_cumuls enable row level security;
alter table plateforme.verification_cumuls force row level security;
grant select, insert, update on plateforme.verification_cumuls to maillon_app;
create policy lecture on plateforme.verification_cumuls for select using ((select app.perimetre()) in ('centre', 'systeme'));
create policy ajout on plateforme.verification_cumuls for insert with check ((select app.perimetre()) = 'systeme');
create policy modification on plateforme.verification_cumuls for update using ((select app.perimetre()) = 'systeme');
