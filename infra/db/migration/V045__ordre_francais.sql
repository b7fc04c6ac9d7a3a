-- Un nom se range comme dans un dictionnaire français : abri, eau, Eau, écluse, Zèbre ; l'ordre des octets donnait Eau, Zèbre, abri, eau, écluse.
-- JPQL n'a pas de COLLATE : c'est la colonne qui porte son ordre, et l'index qui la sert avec elle.
-- Une vue fige le type de ce qu'elle lit : celles qui lisent la colonne sont ôtées, puis refaites à l'identique, droits compris.
create procedure app.ranger_en_francais(nom_table regclass, nom_colonne text) language plpgsql as $$
declare
  vues regclass[];
  refaire text[] := '{}';
  v regclass;
  ordre text;
begin
  -- toutes les vues qui en dépendent, de près ou de loin, les plus proches de la table d'abord
  with recursive dependante (vue, rang) as (
    select distinct r.ev_class, 1 from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = nom_table and a.attname = nom_colonne and r.ev_class <> nom_table
    union
    select r.ev_class, p.rang + 1 from dependante p join pg_depend d on d.refobjid = p.vue and d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass
      join pg_rewrite r on r.oid = d.objid where r.ev_class <> p.vue and p.rang < 20)
  select array_agg(vue::regclass order by rang, vue) into vues from (select vue, max(rang) as rang from dependante group by vue) x;
  foreach v in array coalesce(vues, '{}') loop
    select 'create view ' || v || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ' as ' || pg_get_viewdef(v) into ordre from pg_class c where c.oid = v;
    refaire := refaire || ordre;
    select refaire || ('alter view ' || v || ' owner to ' || quote_ident(pg_get_userbyid(c.relowner))) into refaire from pg_class c where c.oid = v;
    select refaire || coalesce(array_agg('grant ' || g.privilege_type || ' on ' || v || ' to ' || case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end), '{}') into refaire
      from pg_class c, aclexplode(c.relacl) g where c.oid = v and g.grantee <> c.relowner;
    select refaire || coalesce(array_agg('grant ' || g.privilege_type || ' (' || quote_ident(a.attname) || ') on ' || v || ' to ' || quote_ident(pg_get_userbyid(g.grantee))), '{}') into refaire
      from pg_attribute a, aclexplode(a.attacl) g where a.attrelid = v;
    if obj_description(v, 'pg_class') is not null then
      refaire := refaire || format('comment on view %s is %L', v, obj_description(v, 'pg_class'));
    end if;
  end loop;
  for i in reverse coalesce(array_length(vues, 1), 0) .. 1 loop
    execute 'drop view ' || vues[i];
  end loop;
  execute format('alter table %s alter column %I type text collate "fr-x-icu"', nom_table, nom_colonne);
  foreach ordre in array refaire loop
    execute ordre;
  end loop;
end $$;
revoke all on procedure app.ranger_en_francais(regclass, text) from public;
comment on procedure app.ranger_en_francais is 'À appeler sur toute colonne dont le texte ordonne une liste.';

call app.ranger_en_francais('plateforme.maitre_ouvrage', 'nom');
call app.ranger_en_francais('plateforme.utilisateur', 'nom');
call app.ranger_en_francais('plateforme.structure', 'nom');
call app.ranger_en_francais('plateforme.beneficiaire', 'nom');
call app.ranger_en_francais('plateforme.filtre', 'nom');
call app.ranger_en_francais('plateforme.parametre', 'libelle');
call app.ranger_en_francais('equipe.grille_calibrage', 'libelle');
call app.ranger_en_francais('equipe.participant', 'nom');
call app.ranger_en_francais('equipe.participant', 'prenom');
call app.ranger_en_francais('metier.marche', 'numero');
call app.ranger_en_francais('metier.marche', 'objet');

create index on equipe.participant (nom, prenom, date_naissance, id);
