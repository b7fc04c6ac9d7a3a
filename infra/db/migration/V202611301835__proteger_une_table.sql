-- Protéger une table d'espace se fait d'un seul appel, estimation comprise, sur PostgreSQL 16, 17 et 18.
create or replace procedure app.proteger_espace(nom regclass, gestes text[] default '{ajout,modification,suppression}') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', nom);
  execute format('alter table %s force row level security', nom);
  execute format('create policy lecture on %s for select using (tenant_id = any ((select app.tenants_lisibles())::uuid[]))', nom);
  execute format('grant select on %s to maillon_app', nom);
  if 'ajout' = any (gestes) then
    execute format('create policy ajout on %s for insert with check (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant insert on %s to maillon_app', nom);
  end if;
  if 'modification' = any (gestes) then
    execute format('create policy modification on %s for update using (tenant_id = (select app.tenant_courant())) with check (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant update on %s to maillon_app', nom);
  end if;
  if 'suppression' = any (gestes) then
    execute format('create policy suppression on %s for delete using (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant delete on %s to maillon_app', nom);
  end if;
  call app.ouvrir_entretien(nom);
  -- Tant que la table n'a pas été analysée, PostgreSQL croit qu'un espace y tient en quelques lignes et, pour en trouver une, le relit
  -- tout entier : le premier import coûte alors le carré de sa taille. « ANALYZE » remplace cette estimation, que 18 est le premier à accepter.
  if current_setting('server_version_num')::integer >= 180000 then
    perform pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'tenant_id', 'inherited', false,
        'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 5::real)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = nom;
  end if;
  call app.estimer_espace(nom);
end $$;
comment on procedure app.estimer_espace is 'Ce que le planificateur doit croire d''une table d''espace ; app.proteger_espace l''appelle.';
drop function if exists public.pg_restore_attribute_stats(text, text, text, text, text, text, text, boolean, text, real, text, integer, text, real);
