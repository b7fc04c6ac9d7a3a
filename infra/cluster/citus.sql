-- Répartir Maillon sur Citus : à jouer par un superutilisateur, sur le coordinateur, les migrations passées et la base encore vide.
--
--   psql -h … -U postgres -d maillon -f citus.sql
--
-- Tout se lit au catalogue : une table d'espace est celle qui a « tenant_id », et rien n'est à tenir ici. Rejouable : ce qui est fait est passé. Sans
-- l'extension, seules les politiques changent de texte ; CatalogueIT et CitusIT le font et exigent les mêmes refus.

-- Citus propage SET LOCAL à ses nœuds, non les fonctions qui posent un réglage.
do $$
begin
  execute format('alter database %I set citus.propagate_set_commands = ''local''', current_database());
end $$;

-- Citus refuse un sous-select dans une politique ; PostgreSQL seul en a besoin, pour n'appeler la fonction qu'une fois.
do $$
declare
  p record;
begin
  for p in
    select format('%I.%I', schemaname, tablename) as nom, policyname, qual, with_check
      from pg_policies y
     where exists (select from pg_attribute a where a.attrelid = format('%I.%I', y.schemaname, y.tablename)::regclass and a.attname = 'tenant_id' and not a.attisdropped)
       and concat(qual, with_check) ~ '\( SELECT app\.'
  loop
    execute format('alter policy %I on %s', p.policyname, p.nom)
      || coalesce(' using (' || regexp_replace(p.qual, '\( SELECT (app\.[a-z_]+\(\)) AS [a-z_]+\)', '\1', 'g') || ')', '')
      || coalesce(' with check (' || regexp_replace(p.with_check, '\( SELECT (app\.[a-z_]+\(\)) AS [a-z_]+\)', '\1', 'g') || ')', '');
  end loop;
end $$;

do $$
declare
  t regclass;
  cle record;
  premiere regclass;
  cles text[] := '{}';
begin
  if not exists (select from pg_extension where extname = 'citus') then
    return;
  end if;
  -- L'équipe et la plateforme sont les mêmes sur chaque nœud ; qui est désigné d'abord.
  for t in
    with recursive rang (nom, n) as (
      select c.oid, 0 from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.relkind = 'r' and s.nspname in ('plateforme', 'equipe', 'consolide')
      union
      select k.conrelid, r.n + 1 from rang r join pg_constraint k on k.confrelid = r.nom and k.contype = 'f' and k.conrelid <> k.confrelid where r.n < 20)
    select r.nom from rang r
     where not exists (select from pg_attribute a where a.attrelid = r.nom and a.attname = 'tenant_id' and not a.attisdropped)
       and not exists (select from pg_dist_partition d where d.logicalrelid = r.nom)
     group by r.nom order by max(r.n), r.nom::regclass::text
  loop
    perform create_reference_table(t);
  end loop;
  -- Les clés étrangères des tables d'espace reviennent une fois toutes réparties.
  for cle in
    select k.conrelid::regclass as nom, k.conname, pg_get_constraintdef(k.oid) as texte from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped
     where k.contype = 'f' and not exists (select from pg_dist_partition d where d.logicalrelid = k.conrelid)
  loop
    execute format('alter table %s drop constraint %I', cle.nom, cle.conname);
    cles := cles || format('alter table %s add constraint %I %s', cle.nom, cle.conname, cle.texte);
  end loop;
  for t in
    select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind = 'r' order by c.oid::regclass::text
  loop
    if not exists (select from pg_dist_partition d where d.logicalrelid = t) then
      if premiere is null then
        perform create_distributed_table(t, 'tenant_id');
      else
        perform create_distributed_table(t, 'tenant_id', colocate_with => premiere::text);
      end if;
    end if;
    premiere := coalesce(premiere, t);
  end loop;
  for i in 1 .. coalesce(array_length(cles, 1), 0) loop
    execute cles[i];
  end loop;
end $$;
