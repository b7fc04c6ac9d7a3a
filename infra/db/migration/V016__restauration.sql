-- Restaurer un espace : le temps qu'un opérateur remet ses lignes d'un instant passé, personne d'autre n'y écrit.
-- Suspendre ne suffirait pas : une demande ou un import entré avant la suspension garde son droit d'écrire jusqu'à sa fin.
-- Ici chaque ordre SQL regarde, et lui seul attend : les autres espaces ne s'aperçoivent de rien.

alter table plateforme.maitre_ouvrage
  add column etat_avant_restauration text check (etat_avant_restauration in ('OUVERT','SUSPENDU','FERME'));
comment on column plateforme.maitre_ouvrage.etat_avant_restauration is 'Non nul : une restauration de l''espace est en cours, et voici l''état qu''il reprendra. Écrit par l''opérateur de la base, jamais par l''application.';

-- Une vue, pour que la réponse ne dépende pas de ce que le demandeur peut lire : un verrou qu'on ne voit pas n'en est pas un.
create view plateforme.espace_en_restauration as
select id from plateforme.maitre_ouvrage where etat_avant_restauration is not null;
alter view plateforme.espace_en_restauration owner to maillon_vues;
grant select on plateforme.espace_en_restauration to maillon_app, maillon_entretien;

create or replace function app.tenant_courant() returns uuid language sql stable parallel safe
  return (select s.id from (select nullif(current_setting('app.tenant_id', true), '')::uuid as id) s
           where not exists (select from plateforme.espace_en_restauration r where r.id = s.id));
