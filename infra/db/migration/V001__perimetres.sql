-- Les quatre périmètres (architecture, 3) et la manière dont une requête dit qui elle est.
-- Tout ce qui suit est posé par le rôle maillon_owner ; l'application se connecte en maillon_app, qui ne possède rien.

create schema app;
create schema plateforme;
create schema equipe;
create schema metier;
create schema consolide;

grant usage on schema app to maillon_app, maillon_vues, maillon_consolide;
grant usage on schema plateforme, equipe, metier, consolide to maillon_app, maillon_vues;
grant usage on schema consolide to maillon_consolide;
-- create : exigé par « alter view … owner to », le temps d'une migration ; le rôle n'ouvre pas de session.
grant create on schema equipe, consolide, plateforme to maillon_vues;

-- Ce que SET LOCAL a posé pour la transaction. Une valeur absente ou vide ne donne accès à rien.
create function app.tenant_courant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;
create function app.tenants_lisibles() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.tenants', true), ''), '{}')::uuid[];
create function app.utilisateur() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.utilisateur', true), '')::uuid;
create function app.perimetre() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.perimetre', true), ''), 'aucun');
create function app.equipe() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.equipe', true), '') = 'oui';

comment on function app.tenant_courant() is 'Le seul espace où la transaction peut écrire ; null : aucun.';
comment on function app.tenants_lisibles() is 'Les espaces que la transaction peut lire : un seul, ou un portefeuille.';
comment on function app.equipe() is 'Vrai quand la demande vient d''un facilitateur ou d''un coordinateur habilité.';

-- Un seul geste pour protéger une table d'espace : l'oublier se voit (catalogue), le faire à moitié est impossible.
-- « gestes » dit ce que l'application y fait, lecture comprise d'office : une politique sans droit, ou un droit sans politique,
-- serait une garde que rien n'éprouve.
create procedure app.proteger_espace(nom regclass, gestes text[] default '{ajout,modification,suppression}') language plpgsql as $$
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
  -- Tant que la table n'a pas été analysée, PostgreSQL croit qu'un espace y tient en quelques lignes et, pour en trouver une, le relit
  -- tout entier : le premier import coûte alors le carré de sa taille. « ANALYZE » remplace cette estimation.
  perform pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'tenant_id', 'inherited', false,
      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 5::real)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = nom;
end $$;
revoke all on procedure app.proteger_espace(regclass, text[]) from public;
