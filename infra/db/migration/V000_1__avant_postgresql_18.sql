-- Les premières migrations s'appuient sur ce que PostgreSQL 18, puis 17, ont apporté. Sur une version plus ancienne, le même mot existe et fait de son
-- mieux ; sur 18, cette migration ne fait rien.
do $$
begin
  if current_setting('server_version_num')::integer < 180000 then
    -- une estimation, que remplace le premier « ANALYZE » : s'en passer coûte un import plus lent dans une table vide
    create function public.pg_restore_attribute_stats(text, text, text, text, text, text, text, boolean, text, real, text, integer, text, real)
      returns boolean language sql immutable return true;
  end if;
  if not exists (select 1 from pg_collation where collname = 'pg_c_utf8' and collnamespace = 'pg_catalog'::regnamespace) then
    -- majuscules et minuscules de tout l'Unicode ; seul app.cherchable s'en sert, et n'en range rien
    create collation public.pg_c_utf8 (provider = icu, locale = 'und');
  end if;
end $$;
