-- Ce qu'une personne venait d'envoyer quand sa session avait pris fin : gardé une heure, à elle seule, le temps qu'elle se reconnecte.
create table plateforme.saisie_gardee (
  utilisateur_id uuid not null,
  adresse text not null check (length(adresse) between 1 and 1000),
  contenu text not null check (octet_length(contenu) <= 131072),
  le timestamptz not null,
  primary key (utilisateur_id, adresse)
);
comment on table plateforme.saisie_gardee is 'Un formulaire rendu à qui l''avait rempli, jamais envoyé de lui-même ; l''adresse et la personne sont celles que sa marque signée disait.';
alter table plateforme.saisie_gardee enable row level security;
alter table plateforme.saisie_gardee force row level security;
grant select, insert, delete on plateforme.saisie_gardee to maillon_app;
create policy lecture on plateforme.saisie_gardee for select
  using (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');
create policy ajout on plateforme.saisie_gardee for insert
  with check (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');
create policy suppression on plateforme.saisie_gardee for delete
  using (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');
-- Celle que personne n'est venu reprendre : l'entretien, et lui seul, la voit passée son heure, et l'efface.
grant select, delete on plateforme.saisie_gardee to maillon_entretien;
create policy purge_lecture on plateforme.saisie_gardee for select to maillon_entretien using (le < now() - interval '1 hour');
create policy purge on plateforme.saisie_gardee for delete to maillon_entretien using (le < now() - interval '1 hour');
