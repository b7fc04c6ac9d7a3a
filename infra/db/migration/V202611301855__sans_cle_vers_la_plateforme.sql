-- Une table d'espace se répartit entre des nœuds, une table de la plateforme y est la même partout : nulle clé étrangère de l'une à l'autre. Qu'un espace
-- existe, qu'il soit ouvert, se sait à l'ouverture de la portée ; que rien n'en reste une fois effacé, l'effacement le prouve.
do $$
declare
  cle record;
begin
  for cle in
    select c.conrelid::regclass as nom, c.conname
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'tenant_id' and not a.attisdropped
      join pg_class v on v.oid = c.confrelid
     where c.contype = 'f' and v.relnamespace = 'plateforme'::regnamespace
       and not exists (select from pg_attribute p where p.attrelid = v.oid and p.attname = 'tenant_id' and not p.attisdropped)
  loop
    execute format('alter table %s drop constraint %I', cle.nom, cle.conname);
  end loop;
end $$;
