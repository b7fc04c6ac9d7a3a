-- Ce qu'une personne vient d'ôter, gardé une minute à elle seule : elle s'en aperçoit, et cela revient tel quel.
create table plateforme.corbeille (
  maitre_ouvrage_id uuid not null default app.tenant_courant() references plateforme.maitre_ouvrage,
  id uuid not null,
  quoi text not null check (quoi in ('MARCHE', 'LOT', 'CONTRAT', 'DECLARATION')),
  par_id uuid not null,
  le timestamptz not null,
  contenu jsonb not null,
  primary key (maitre_ouvrage_id, id)
);
comment on table plateforme.corbeille is 'Les lignes ôtées d''un espace, table par table. Rien n''y reste au-delà de l''heure.';
alter table plateforme.corbeille enable row level security;
alter table plateforme.corbeille force row level security;
grant select, insert, delete on plateforme.corbeille to maillon_app;
create policy lecture on plateforme.corbeille for select using (maitre_ouvrage_id = (select app.tenant_courant()) and par_id = (select app.utilisateur()));
create policy ajout on plateforme.corbeille for insert with check (maitre_ouvrage_id = (select app.tenant_courant()) and par_id = (select app.utilisateur()));
create policy suppression on plateforme.corbeille for delete using (maitre_ouvrage_id = (select app.tenant_courant()) and par_id = (select app.utilisateur()));
call app.ouvrir_entretien('plateforme.corbeille');
-- L'entretien, et lui seul, voit ce que nul n'est venu reprendre, et l'efface.
create policy purge_lecture on plateforme.corbeille for select to maillon_entretien using (le < now() - interval '1 hour');
create policy purge on plateforme.corbeille for delete to maillon_entretien using (le < now() - interval '1 hour');
