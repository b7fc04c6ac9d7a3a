-- Ce que SET LOCAL a posé pour la transaction, et qui elle est. Une valeur absente ou vide ne donne accès à rien.

-- Ces fonctions ne lisent que des réglages : les politiques les appellent à chaque ligne, et sur chaque nœud. Ce qui dépend d'une ligne (un espace en
-- restauration, un espace effaçable) se lit à l'ouverture de la portée, dans la même transaction, et se pose avec elle.
create or replace function app.tenant_courant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;
comment on function app.tenant_courant() is 'Le seul espace où la transaction peut écrire ; null : aucun.';

create or replace function app.tenants_lisibles() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.tenants', true), ''), '{}')::uuid[];
comment on function app.tenants_lisibles() is 'Les espaces que la transaction peut lire : un seul, ou un portefeuille.';

-- Un espace entré n'est pas toujours un espace écrit : lecteur, support et espace suspendu lisent sans écrire. « tenant_courant » reste
-- le seul espace où l'on écrit ; « espace_entre » dit où l'on est, en lecture seule ou non.
create or replace function app.espace_entre() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.espace', true), '')::uuid;
comment on function app.espace_entre() is 'L''espace où l''on est entré, en lecture seule ou non ; null : aucun. Garde ce que la plateforme sait de lui.';

create or replace function app.utilisateur() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.utilisateur', true), '')::uuid;

create or replace function app.perimetre() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.perimetre', true), ''), 'aucun');

create or replace function app.equipe() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.equipe', true), '') = 'oui';
comment on function app.equipe() is 'Vrai quand la demande vient d''un facilitateur ou d''un coordinateur habilité.';

create or replace function app.droit() returns text language sql stable parallel safe
  return coalesce(current_setting('app.droit', true), '');
comment on function app.droit() is 'Le droit de l''agent dans l''espace entré : LECTEUR, ACHETEUR, REFERENT, ADMINISTRATEUR ; vide pour l''équipe et le support.';

-- Un verrou par mot, tenu jusqu'à la fin de la transaction : deux ouvertures du même SIRET, deux retraits du dernier administrateur.
create or replace function app.verrouiller(cle text) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(cle, 0));
  return true;
end $$;

create or replace function app.effacables() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.effacables', true), ''), '{}')::uuid[];
comment on function app.effacables() is 'L''espace que l''entretien est en train d''effacer, fermé et son délai passé ; vide : aucun.';

-- Une vue, pour que la réponse ne dépende pas de ce que le demandeur peut lire : un verrou qu'on ne voit pas n'en est pas un.
create or replace view plateforme.espace_en_restauration as
select id from plateforme.maitre_ouvrage where etat_avant_restauration is not null;
alter view plateforme.espace_en_restauration owner to maillon_vues;
grant select on plateforme.espace_en_restauration to maillon_app, maillon_entretien;
comment on view plateforme.espace_en_restauration is 'Qui ouvre un espace pour y écrire la lit dans sa transaction ; une restauration attend les transactions ouvertes avant elle.';
