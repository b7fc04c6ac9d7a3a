-- Ce que Maillon fait de lui-même, un seul serveur à la fois.
create table plateforme.tache (
  nom text primary key check (nom ~ '^[a-z][a-z-]{1,40}$'),
  prochaine timestamptz not null,
  bail timestamptz,
  serveur uuid,
  finie_le timestamptz,
  faute text
);
comment on column plateforme.tache.bail is 'Un serveur mène la tâche jusqu''à cet instant au plus tard ; passé lui, un autre la reprend.';
comment on column plateforme.tache.faute is 'Ce qui a fait échouer le dernier essai ; null quand il a réussi.';
alter table plateforme.tache enable row level security;
alter table plateforme.tache force row level security;
grant select, insert, update on plateforme.tache to maillon_app;
create policy systeme on plateforme.tache using ((select app.perimetre()) = 'systeme') with check ((select app.perimetre()) = 'systeme');
