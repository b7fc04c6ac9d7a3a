-- Roles and databases of Maillon, on a bare PostgreSQL cluster.
--
-- The launcher runs this file at each start as the superuser. In production the DBA runs it once,
-- then again whenever it changes (it is idempotent, "database already exists" aside):
--
--   psql -h … -U postgres -v maillon_owner=… -v maillon_app=… -v maillon_consolide=… -v maillon_entretien=… -v keycloak=… -f roles.sql
--
-- Each :'name' is the password of the role of that name. Who may do what:
--   maillon_owner      runs the migrations and owns what they create; no server ever connects with it
--   maillon_app        the application's pool; owns nothing, so row-level security always applies to it
--   maillon_consolide  second data source, reads the schema consolide and nothing else (granted by the migrations)
--   maillon_entretien  third data source: erases a closed space once its delay is over, purges old journal lines; its policies show it nothing else
--   maillon_vues       owner of the views that cross perimeters; nobody logs in with it
--   keycloak           its own database, nothing in ours

do $$
declare
  nom text;
begin
  foreach nom in array array['maillon_owner', 'maillon_app', 'maillon_consolide', 'maillon_entretien', 'maillon_vues', 'keycloak'] loop
    if not exists (select from pg_roles where rolname = nom) then
      execute format('create role %I', nom);
    end if;
  end loop;
end $$;

alter role maillon_owner     with login   nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'maillon_owner';
alter role maillon_app       with login   nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'maillon_app';
alter role maillon_consolide with login   nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'maillon_consolide';
alter role maillon_entretien with login   nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'maillon_entretien';
alter role maillon_vues      with nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication password null;
alter role keycloak          with login   nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'keycloak';

-- SET lets a migration say "alter view … owner to maillon_vues", INHERIT lets it then grant that view to its readers.
grant maillon_vues to maillon_owner with set true, inherit true, admin false;

-- A Java thread cannot be interrupted inside a query: only the server can cut it.
alter role maillon_app       set statement_timeout = '30s';
alter role maillon_app       set idle_in_transaction_session_timeout = '60s';
alter role maillon_consolide set statement_timeout = '30s';
alter role maillon_consolide set idle_in_transaction_session_timeout = '60s';
alter role maillon_consolide set default_transaction_read_only = on;
-- It works at night, on whole spaces: one statement may take long, a forgotten transaction may not.
alter role maillon_entretien set statement_timeout = '10min';
alter role maillon_entretien set idle_in_transaction_session_timeout = '60s';
alter role maillon_entretien set lock_timeout = '10s';

create database maillon  owner maillon_owner;
create database keycloak owner keycloak;

revoke all on database postgres, maillon, keycloak from public;
grant connect on database maillon to maillon_app, maillon_consolide, maillon_entretien;

-- The perimeter of a request is a setting, told by SET LOCAL: a statement. As a function it could be told from inside any
-- query, and an injected SELECT would choose what it may read. Function privileges are per database; Flyway sets search_path with it.
\connect maillon
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
grant execute on function pg_catalog.set_config(text, text, boolean) to maillon_owner;
