-- Après un grand import, PostgreSQL croit encore la table petite, jusqu'au prochain passage de l'autovacuum : les listes se liraient tout entières.
-- Seule la propriétaire d'une table l'analyse (MAINTAIN ne vient qu'avec PostgreSQL 17) : la seule fonction d'ici qui s'exécute au nom d'une autre.
-- Sans paramètre, elle ne rend rien et ne fait que cela. Une analyse déjà en cours suffit : elle passe son tour.
create or replace function app.analyser_les_marches() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze (skip_locked) metier.marche, metier.lot, metier.titulaire, metier.evenement, metier.import_ligne;
end $$;
revoke all on function app.analyser_les_marches() from public;
grant execute on function app.analyser_les_marches() to maillon_app;
