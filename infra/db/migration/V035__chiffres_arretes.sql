-- Ce que lit le centre ne bouge plus entre deux lectures : ni par le type d'un espace, ni par une validation, ni par une archive reprise.

-- === Un taux ne compare que des engagements de la même année ; marchés et lots se comptent chacun sous son nom ===
alter table consolide.cumul_annee rename column marches_clauses to lots_clauses;
alter table consolide.cumul_annee
  add column marches_clauses integer not null default 0,
  add column heures_realisees numeric(14,2) not null default 0;
comment on column consolide.cumul_annee.lots_clauses is 'Lots à clause acceptée, engagés dans l''année.';
comment on column consolide.cumul_annee.marches_clauses is 'Marchés distincts de ces lots.';
comment on column consolide.cumul_annee.heures_validees is 'Heures travaillées dans l''année, tous engagements.';
comment on column consolide.cumul_annee.heures_realisees is 'Heures faites sur les lots engagés dans l''année, quelle que soit l''année où elles ont été travaillées.';

-- Ce que dit le registre, espace par espace : les cumuls en sont la copie tenue à l'écriture.
create view consolide.recalcul as
with engage as (
  select c.tenant_id, c.lot_id, c.marche_id, e.annee, e.heures_dues
    from metier.clause c join metier.engagement e on e.tenant_id = c.tenant_id and e.clause_id = c.id where c.etat = 'ACCEPTEE'
), fait as (
  select r.tenant_id, e.lot_id, sum(r.heures) as heures
    from metier.registre_heures r join metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id group by r.tenant_id, e.lot_id
)
select x.tenant_id, x.annee, sum(x.lots)::integer as lots_clauses, sum(x.marches)::integer as marches_clauses, sum(x.dues) as heures_dues, sum(x.validees) as heures_validees,
       sum(x.realisees) as heures_realisees
  from (select g.tenant_id, g.annee, count(*) as lots, count(distinct g.marche_id) as marches, sum(g.heures_dues) as dues, 0::numeric as validees, coalesce(sum(f.heures), 0) as realisees
          from engage g left join fait f on f.tenant_id = g.tenant_id and f.lot_id = g.lot_id group by g.tenant_id, g.annee
        union all
        select r.tenant_id, r.annee, 0, 0, 0, sum(r.heures), 0 from metier.registre_heures r group by r.tenant_id, r.annee) x
 group by x.tenant_id, x.annee;
alter view consolide.recalcul owner to maillon_vues;

-- les cumuls d'avant cette migration apprennent leurs deux colonnes nouvelles ; la propriétaire n'écrit dans aucun espace hors d'ici
create policy reprise_v035 on consolide.cumul_annee to maillon_owner using (true) with check (true);
grant select on consolide.recalcul to maillon_owner;
update consolide.cumul_annee c set marches_clauses = r.marches_clauses, heures_realisees = r.heures_realisees
  from consolide.recalcul r where r.tenant_id = c.tenant_id and r.annee = c.annee;
drop policy reprise_v035 on consolide.cumul_annee;

create or replace view consolide.ecarts as
with personnes as (
  select tenant_id, annee, participant_id, sum(heures) as heures from metier.registre_heures group by tenant_id, annee, participant_id
)
select coalesce(c.annee, r.annee) as annee, count(*)::integer as ecarts
  from consolide.cumul_annee c full join consolide.recalcul r on r.tenant_id = c.tenant_id and r.annee = c.annee
 where coalesce(c.lots_clauses, 0) <> coalesce(r.lots_clauses, 0)
    or coalesce(c.marches_clauses, 0) <> coalesce(r.marches_clauses, 0)
    or coalesce(c.heures_dues, 0) <> coalesce(r.heures_dues, 0)
    or coalesce(c.heures_validees, 0) <> coalesce(r.heures_validees, 0)
    or coalesce(c.heures_realisees, 0) <> coalesce(r.heures_realisees, 0)
 group by 1
union all
select coalesce(c.annee, p.annee), count(*)::integer
  from consolide.cumul_participant c full join personnes p on p.tenant_id = c.tenant_id and p.annee = c.annee and p.participant_id = c.participant_id
 where coalesce(c.heures, 0) <> coalesce(p.heures, 0)
 group by 1;

-- === Le type d'un espace est daté : les chiffres d'une année gardent celui que l'espace avait cette année-là ===
create table plateforme.type_ancien (
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  annee integer not null check (annee between 2000 and 2100),
  type text not null,
  primary key (maitre_ouvrage_id, annee)
);
comment on table plateforme.type_ancien is 'Le type qu''avait l''espace jusqu''à cette année comprise ; après la dernière, celui de plateforme.maitre_ouvrage.';
alter table plateforme.type_ancien enable row level security;
alter table plateforme.type_ancien force row level security;
grant select, insert on plateforme.type_ancien to maillon_app;
grant select on plateforme.type_ancien to maillon_vues;
create policy vues on plateforme.type_ancien for select to maillon_vues using (true);
call app.ouvrir_entretien('plateforme.type_ancien');

-- dans une fonction : une politique qui lirait sa propre table se relirait sans fin
create view plateforme.type_actuel with (security_barrier = true) as select id, type from plateforme.maitre_ouvrage where (select app.perimetre()) = 'centre';
alter view plateforme.type_actuel owner to maillon_vues;
grant select on plateforme.type_actuel to maillon_app;
create function app.type_actuel(espace uuid) returns text language sql stable as $$ select t.type from plateforme.type_actuel t where t.id = espace $$;
revoke all on function app.type_actuel(uuid) from public;
grant execute on function app.type_actuel(uuid) to maillon_app;

create policy lecture on plateforme.type_ancien for select using ((select app.perimetre()) = 'centre');
create policy ajout on plateforme.type_ancien for insert
  with check ((select app.perimetre()) = 'centre' and annee = extract(year from current_date) and type = app.type_actuel(maitre_ouvrage_id));
-- changer de type demande d'avoir noté, pour l'année en cours et celles d'avant, celui qu'on quitte
alter policy vie on plateforme.maitre_ouvrage
  with check ((select app.perimetre()) = 'centre'
              and (type = app.type_actuel(id)
                   or exists (select 1 from plateforme.type_ancien a where a.maitre_ouvrage_id = maitre_ouvrage.id and a.annee = extract(year from current_date))));

-- Qui compte : une lignée (un espace et ceux qui en ont repris l'archive) est un seul contributeur, du type de l'espace premier.
create view consolide.membre as
with lignee as (
  select m.id, coalesce(r.lignee, m.id) as lignee, coalesce(r.finie_le, '-infinity') as repris_le
    from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE'
)
select l.id as tenant_id, l.lignee, l.repris_le, count(*) over (partition by l.lignee) = 1 as seul,
       first_value(l.id) over (partition by l.lignee order by l.id = l.lignee desc, l.repris_le, l.id) as premier
  from lignee l;
alter view consolide.membre owner to maillon_vues;

create view consolide.type_annee as
select m.id as maitre_ouvrage_id, a.annee,
       coalesce((select t.type from plateforme.type_ancien t where t.maitre_ouvrage_id = m.id and t.annee >= a.annee order by t.annee limit 1), m.type) as type
  from plateforme.maitre_ouvrage m cross join generate_series(2000, 2100) a (annee);
alter view consolide.type_annee owner to maillon_vues;
grant select on consolide.type_annee to maillon_entretien;

-- Les sommes des espaces effacés apprennent les mêmes colonnes, et de quoi juger si l'un d'eux domine.
alter table consolide.cumul_efface rename column marches_clauses to lots_clauses;
alter table consolide.cumul_efface
  add column marches_clauses integer not null default 0,
  add column heures_realisees numeric(14,2) not null default 0,
  add column espaces integer not null default 1,
  add column validees_max numeric(14,2) not null default 0,
  add column realisees_max numeric(14,2) not null default 0,
  add column personnes_max integer not null default 0;
update consolide.cumul_efface set marches_clauses = lots_clauses, validees_max = heures_validees, personnes_max = participants_du_type;
comment on column consolide.cumul_efface.validees_max is 'Les heures de celui de ces espaces qui en a le plus.';

create or replace view consolide.personnes_propres as
select p.tenant_id, p.annee,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                            join consolide.type_annee xt on xt.maitre_ouvrage_id = x.id and xt.annee = o.annee
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id and xt.type = t.type))::integer as du_type,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id))::integer as total
  from consolide.cumul_participant p join consolide.type_annee t on t.maitre_ouvrage_id = p.tenant_id and t.annee = p.annee
 where p.heures > 0 group by p.tenant_id, p.annee;

-- === Ce que lit le centre est arrêté au dernier jour d'un mois fini, et n'est plus touché ===
create table consolide.arrete (
  au date primary key check (extract(day from au + 1) = 1),
  arrete_le timestamptz not null,
  seuil integer not null check (seuil >= 11)
);
comment on table consolide.arrete is 'Les mois arrêtés. Ce qui s''écrit ensuite, fût-ce pour un mois passé, paraît avec l''arrêté suivant.';
comment on column consolide.arrete.seuil is 'Le seuil de secret en vigueur quand le mois a été arrêté.';

create table consolide.arrete_type (
  au date not null references consolide.arrete on delete cascade,
  annee integer not null,
  type text not null,
  espaces integer not null,
  lots_clauses integer not null,
  marches_clauses integer not null,
  heures_dues numeric(14,2) not null,
  heures_validees numeric(14,2) not null,
  heures_realisees numeric(14,2) not null,
  validees_max numeric(14,2) not null,
  realisees_max numeric(14,2) not null,
  personnes_max integer not null,
  engages_max integer not null,
  effaces_du_type integer not null,
  effaces_en_tout integer not null,
  primary key (au, annee, type)
);
comment on table consolide.arrete_type is 'Les sommes d''un type avant le secret : ni espace, ni personne. Nul ne la lit que les vues.';

create table consolide.arrete_personnes (
  au date not null references consolide.arrete on delete cascade,
  annee integer not null,
  types text[] not null,
  mesure text not null check (mesure in ('TRAVAIL', 'ENGAGEMENT')),
  personnes integer not null,
  primary key (au, annee, mesure, types)
);
comment on table consolide.arrete_personnes is 'Combien de personnes ont des heures chez tous ces types-là et chez aucun autre : travaillées dans l''année, ou sur un engagement de l''année.';

create table consolide.arrete_case (
  au date not null references consolide.arrete on delete cascade,
  annee integer not null,
  type text not null,
  types text[] not null,
  lots_clauses integer not null,
  marches_clauses integer not null,
  heures_dues numeric(14,2) not null,
  heures_validees numeric(14,2) not null,
  heures_realisees numeric(14,2) not null,
  personnes integer not null,
  engages integer not null,
  cachee boolean not null,
  primary key (au, annee, type)
);
comment on table consolide.arrete_case is 'Le tableau publié, et ce qui y est caché. AUTRES réunit les types trop minces ; TOTAL est l''ensemble.';

do $$
declare t text;
begin
  foreach t in array array['arrete', 'arrete_type', 'arrete_personnes', 'arrete_case'] loop
    execute format('alter table consolide.%I enable row level security', t);
    execute format('alter table consolide.%I force row level security', t);
    execute format('grant select, insert on consolide.%I to maillon_app', t);
    execute format('grant select on consolide.%I to maillon_vues', t);
    execute format('create policy vues on consolide.%I for select to maillon_vues using (true)', t);
  end loop;
end $$;
create policy lecture on consolide.arrete for select using ((select app.perimetre()) = 'systeme');
create policy ajout on consolide.arrete for insert with check ((select app.perimetre()) = 'systeme' and au < current_date);
create policy ajout on consolide.arrete_type for insert with check ((select app.perimetre()) = 'systeme');
create policy ajout on consolide.arrete_personnes for insert with check ((select app.perimetre()) = 'systeme');
create policy ajout on consolide.arrete_case for insert with check ((select app.perimetre()) = 'systeme');

-- L'arrêté en train de se faire : le plus récent, tant qu'il n'a pas son tableau.
create view consolide.arrete_ouvert as
select a.au, ((a.au + 1)::timestamp at time zone 'Europe/Paris') as borne, a.seuil
  from consolide.arrete a
 where not exists (select 1 from consolide.arrete_case c where c.au = a.au)
 order by a.au desc limit 1;
alter view consolide.arrete_ouvert owner to maillon_vues;

-- Un arrêté vide ne se fait pas : la première installation l'aurait pour tout un mois.
create view consolide.matiere with (security_barrier = true) as
select 1 as presente
 where (select app.perimetre()) = 'systeme'
   and (exists (select 1 from metier.registre_heures r where r.ecrit_le < date_trunc('month', now() at time zone 'Europe/Paris') at time zone 'Europe/Paris')
        or exists (select 1 from metier.clause c where c.etat = 'ACCEPTEE' and coalesce(c.decidee_le, c.cree_le) < date_trunc('month', now() at time zone 'Europe/Paris') at time zone 'Europe/Paris')
        or exists (select 1 from consolide.cumul_efface));
alter view consolide.matiere owner to maillon_vues;
grant select on consolide.matiere to maillon_app;

-- Les écritures d'avant la borne. Une archive reprise entre avec l'arrêté qui suit sa reprise, et une ligne présente chez plusieurs espaces
-- d'une lignée compte une fois : elle y garde son identifiant.
create view consolide.heures_arretees as
with u as materialized (
  select m.tenant_id, m.lignee, m.repris_le, m.seul, m.premier from consolide.membre m join consolide.espace_compte e on e.id = m.tenant_id
)
select o.au, u.premier, r.annee, r.participant_id, r.heures, u.lignee, e.lot_id
  from consolide.arrete_ouvert o cross join u
  join metier.registre_heures r on r.tenant_id = u.tenant_id and greatest(r.ecrit_le, u.repris_le) < o.borne
  join metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id
 where u.seul
union all
select x.au, x.premier, x.annee, x.participant_id, x.heures, x.lignee, x.lot_id
  from (select distinct on (u.lignee, r.id) o.au, u.premier, r.annee, r.participant_id, r.heures, u.lignee, e.lot_id
          from consolide.arrete_ouvert o cross join u
          join metier.registre_heures r on r.tenant_id = u.tenant_id and greatest(r.ecrit_le, u.repris_le) < o.borne
          join metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id
         where not u.seul
         order by u.lignee, r.id, u.repris_le) x;
alter view consolide.heures_arretees owner to maillon_vues;

-- La clause en vigueur d'un lot à la borne : la dernière acceptée avant elle, remplacée depuis ou non.
create view consolide.engagements_arretes as
select distinct on (m.lignee, c.lot_id) o.au, m.premier, m.lignee, c.lot_id, c.marche_id, e.annee, e.heures_dues
  from consolide.arrete_ouvert o cross join consolide.membre m join consolide.espace_compte x on x.id = m.tenant_id
  join metier.clause c on c.tenant_id = m.tenant_id and (c.etat = 'ACCEPTEE' or c.etat = 'REMPLACEE' and c.decidee_le is not null)
   and greatest(coalesce(c.decidee_le, c.cree_le), m.repris_le) < o.borne
  join metier.engagement e on e.tenant_id = c.tenant_id and e.clause_id = c.id
 order by m.lignee, c.lot_id, coalesce(c.decidee_le, c.cree_le) desc, c.numero_version desc, m.repris_le;
alter view consolide.engagements_arretes owner to maillon_vues;

create view consolide.types_calcules as
with b as materialized (
  -- le registre n'est lu qu'une fois
  select h.au, h.premier, h.lignee, h.lot_id, h.annee, h.participant_id, sum(h.heures) as heures from consolide.heures_arretees h
   group by h.au, h.premier, h.lignee, h.lot_id, h.annee, h.participant_id
), g as materialized (
  select * from consolide.engagements_arretes
), fait as (
  select b.au, b.lignee, b.lot_id, sum(b.heures) as heures from b group by b.au, b.lignee, b.lot_id
), espace as (
  select x.au, x.annee, x.premier, sum(x.lots) as lots, sum(x.marches) as marches, sum(x.dues) as dues, sum(x.validees) as validees, sum(x.realisees) as realisees,
         sum(x.personnes) as personnes, sum(x.engages) as engages
    from (select g.au, g.annee, g.premier, count(*) as lots, count(distinct g.marche_id) as marches, sum(g.heures_dues) as dues, 0::numeric as validees, coalesce(sum(f.heures), 0) as realisees,
                 0::bigint as personnes, 0::bigint as engages
            from g left join fait f on f.au = g.au and f.lignee = g.lignee and f.lot_id = g.lot_id group by g.au, g.annee, g.premier
          union all
          select p.au, p.annee, p.premier, 0, 0, 0, sum(p.heures), 0, count(*) filter (where p.heures > 0), 0
            from (select b.au, b.annee, b.premier, b.participant_id, sum(b.heures) as heures from b group by b.au, b.annee, b.premier, b.participant_id) p group by p.au, p.annee, p.premier
          union all
          select p.au, p.annee, p.premier, 0, 0, 0, 0, 0, 0, count(*)
            from (select b.au, g.annee, b.premier, b.participant_id from b join g on g.lignee = b.lignee and g.lot_id = b.lot_id group by b.au, g.annee, b.premier, b.participant_id
                  having sum(b.heures) > 0) p group by p.au, p.annee, p.premier) x
   group by x.au, x.annee, x.premier
)
select z.au, z.annee, z.type, sum(z.espaces)::integer as espaces, sum(z.lots)::integer as lots_clauses, sum(z.marches)::integer as marches_clauses, sum(z.dues) as heures_dues,
       sum(z.validees) as heures_validees, sum(z.realisees) as heures_realisees, max(z.validees_max) as validees_max, max(z.realisees_max) as realisees_max,
       max(z.personnes_max)::integer as personnes_max, max(z.engages_max)::integer as engages_max, sum(z.effaces_du_type)::integer as effaces_du_type, sum(z.effaces_en_tout)::integer as effaces_en_tout
  from (select e.au, e.annee, t.type, count(*) as espaces, sum(e.lots) as lots, sum(e.marches) as marches, sum(e.dues) as dues, sum(e.validees) as validees, sum(e.realisees) as realisees,
               max(e.validees) as validees_max, max(e.realisees) as realisees_max, max(e.personnes) as personnes_max, max(e.engages) as engages_max, 0 as effaces_du_type, 0 as effaces_en_tout
          from espace e join consolide.type_annee t on t.maitre_ouvrage_id = e.premier and t.annee = e.annee
         where e.lots > 0 or e.validees <> 0 or e.realisees <> 0 or e.personnes > 0
         group by e.au, e.annee, t.type
        union all
        select o.au, f.annee, f.type, f.espaces, f.lots_clauses, f.marches_clauses, f.heures_dues, f.heures_validees, f.heures_realisees, f.validees_max, f.realisees_max, f.personnes_max, f.personnes_max,
               f.participants_du_type, f.participants_total
          from consolide.arrete_ouvert o cross join consolide.cumul_efface f) z
 group by z.au, z.annee, z.type;
alter view consolide.types_calcules owner to maillon_vues;

create view consolide.personnes_calculees as
with b as materialized (
  select h.au, h.premier, h.lignee, h.lot_id, h.annee, h.participant_id, sum(h.heures) as heures from consolide.heures_arretees h
   group by h.au, h.premier, h.lignee, h.lot_id, h.annee, h.participant_id
), p as (
  select b.au, b.annee, 'TRAVAIL' as mesure, b.premier, b.participant_id from b group by b.au, b.annee, b.premier, b.participant_id having sum(b.heures) > 0
  union all
  select b.au, g.annee, 'ENGAGEMENT', b.premier, b.participant_id from b join consolide.engagements_arretes g on g.lignee = b.lignee and g.lot_id = b.lot_id
   group by b.au, g.annee, b.premier, b.participant_id having sum(b.heures) > 0
)
select x.au, x.annee, x.types, x.mesure, count(*)::integer as personnes
  from (select p.au, p.annee, p.mesure, p.participant_id, array_agg(distinct t.type order by t.type) as types
          from p join consolide.type_annee t on t.maitre_ouvrage_id = p.premier and t.annee = p.annee
         group by p.au, p.annee, p.mesure, p.participant_id) x
 group by x.au, x.annee, x.types, x.mesure;
alter view consolide.personnes_calculees owner to maillon_vues;

-- Le tableau à publier. Les types trop minces (moins de trois espaces, ou un seul qui fait plus de 85 % des heures ou des personnes) sont
-- réunis ; s'ils le restent ensemble, le plus petit des autres s'y joint, et ainsi de suite. Puis le secret : une ligne de 1 à seuil - 1
-- personnes est cachée, avec elle celle du moins d'heures parmi celles qui l'atteignent. Une année finie garde caché et réuni ce qui l'était.
create view consolide.cases_calculees as
with o as materialized (select * from consolide.arrete_ouvert), avant as materialized (
  select c.*, c.annee < extract(year from o.au + 1) as finie from consolide.arrete_case c cross join o
   where c.au = (select max(p.au) from consolide.arrete_case p where p.au < o.au)
), t as materialized (
  select x.*, p.personnes, p.engages,
         x.espaces < 3 or x.validees_max > 0.85 * x.heures_validees and x.heures_validees > 0 or x.realisees_max > 0.85 * x.heures_realisees and x.heures_realisees > 0
           or x.personnes_max > 0.85 * p.personnes and p.personnes > 0 or x.engages_max > 0.85 * p.engages and p.engages > 0
           or exists (select 1 from avant v where v.annee = x.annee and v.type = 'AUTRES' and v.finie and x.type = any (v.types)) as mince
    from consolide.arrete_type x join o on o.au = x.au cross join lateral (
      select coalesce(sum(n.personnes) filter (where n.mesure = 'TRAVAIL'), 0) + x.effaces_du_type as personnes,
             coalesce(sum(n.personnes) filter (where n.mesure = 'ENGAGEMENT'), 0) + x.effaces_du_type as engages
        from consolide.arrete_personnes n where n.au = x.au and n.annee = x.annee and x.type = any (n.types)) p
), rangee as (
  select t.*, row_number() over (partition by annee order by mince desc, heures_validees, type) as rang,
         count(*) filter (where mince) over (partition by annee) as minces, count(*) over (partition by annee) as types_en_tout
    from t
), cumul as (
  select au, annee, rang, minces, types_en_tout, array_agg(type) over w as types, sum(espaces) over w as espaces, sum(lots_clauses) over w as lots_clauses, sum(marches_clauses) over w as marches_clauses,
         sum(heures_dues) over w as heures_dues, sum(heures_validees) over w as heures_validees, sum(heures_realisees) over w as heures_realisees, max(validees_max) over w as validees_max,
         max(realisees_max) over w as realisees_max, max(personnes_max) over w as personnes_max, max(engages_max) over w as engages_max, sum(effaces_en_tout) over w as effaces
    from rangee window w as (partition by annee order by rang rows unbounded preceding)
), juge as materialized (
  select c.*, p.personnes, p.engages,
         c.espaces >= 3 and not (c.validees_max > 0.85 * c.heures_validees and c.heures_validees > 0) and not (c.realisees_max > 0.85 * c.heures_realisees and c.heures_realisees > 0)
           and not (c.personnes_max > 0.85 * p.personnes and p.personnes > 0) and not (c.engages_max > 0.85 * p.engages and p.engages > 0) as sain
    from cumul c cross join lateral (
      select coalesce(sum(n.personnes) filter (where n.mesure = 'TRAVAIL'), 0) + c.effaces as personnes,
             coalesce(sum(n.personnes) filter (where n.mesure = 'ENGAGEMENT'), 0) + c.effaces as engages
        from consolide.arrete_personnes n where n.au = c.au and n.annee = c.annee and n.types && c.types) p
), coupe as materialized (
  select annee, case when minces = 0 then 0 else coalesce(min(rang) filter (where rang >= minces and sain), types_en_tout) end as k from juge group by annee, minces, types_en_tout
), ligne as materialized (
  select r.annee, r.type, array[r.type] as types, r.lots_clauses, r.marches_clauses, r.heures_dues, r.heures_validees, r.heures_realisees, r.personnes, r.engages, true as sain
    from rangee r join coupe k on k.annee = r.annee where r.rang > k.k
  union all
  select j.annee, 'AUTRES', (select array_agg(y.type order by y.type) from unnest(j.types) y (type)), j.lots_clauses, j.marches_clauses, j.heures_dues, j.heures_validees, j.heures_realisees, j.personnes, j.engages, j.sain
    from juge j join coupe k on k.annee = j.annee and k.k = j.rang
), total as materialized (
  select j.* from juge j where j.rang = j.types_en_tout
), primaire as (
  select l.*, l.personnes between 1 and o.seuil - 1 or l.engages between 1 and o.seuil - 1
           or not l.sain and (l.personnes > 0 or l.engages > 0)
           or coalesce(v.cachee and v.finie, false) as cachee,
         (l.personnes >= o.seuil or t.personnes = 0) and (l.engages >= o.seuil or t.engages = 0) as grande, coalesce(v.cachee, false) as deja
    from ligne l cross join o join total t on t.annee = l.annee left join avant v on v.annee = l.annee and v.type = l.type
), complement as materialized (
  select p.*, bool_or(p.cachee) over (partition by p.annee) and not bool_or(p.cachee and p.grande) over (partition by p.annee)
           and p.grande and row_number() over (partition by p.annee, p.grande order by p.deja desc, p.heures_validees, p.type) = 1 as complement
    from primaire p
), secret as materialized (
  select c.annee, c.type, c.types, c.lots_clauses, c.marches_clauses, c.heures_dues, c.heures_validees, c.heures_realisees, c.personnes, c.engages, c.cachee or c.complement as cachee from complement c
)
select o.au, s.annee, s.type, s.types, s.lots_clauses, s.marches_clauses, s.heures_dues, s.heures_validees, s.heures_realisees, s.personnes, s.engages, s.cachee
  from secret s cross join o
union all
select o.au, t.annee, 'TOTAL', (select array_agg(y.type order by y.type) from unnest(t.types) y (type)), t.lots_clauses, t.marches_clauses, t.heures_dues, t.heures_validees, t.heures_realisees, t.personnes, t.engages,
       t.personnes between 1 and o.seuil - 1 or t.engages between 1 and o.seuil - 1 or not t.sain and (t.personnes > 0 or t.engages > 0)
         or c.lignes = 1 or c.personnes between 1 and o.seuil - 1 or c.engages between 1 and o.seuil - 1
         or exists (select 1 from avant v where v.annee = t.annee and v.type = 'TOTAL' and v.cachee and v.finie)
  from total t cross join o cross join lateral (
    select h.lignes, coalesce(sum(n.personnes) filter (where n.mesure = 'TRAVAIL'), 0) as personnes, coalesce(sum(n.personnes) filter (where n.mesure = 'ENGAGEMENT'), 0) as engages
      from (select count(distinct s.type) as lignes, array_agg(y.type) as types from secret s cross join lateral unnest(s.types) y (type) where s.annee = t.annee and s.cachee) h
      left join consolide.arrete_personnes n on n.au = o.au and n.annee = t.annee and n.types && h.types group by h.lignes) c;
alter view consolide.cases_calculees owner to maillon_vues;

-- Ce que l'application en lit pour arrêter : au système seul.
create view consolide.types_a_arreter with (security_barrier = true) as select * from consolide.types_calcules where (select app.perimetre()) = 'systeme';
create view consolide.personnes_a_arreter with (security_barrier = true) as select * from consolide.personnes_calculees where (select app.perimetre()) = 'systeme';
create view consolide.cases_a_publier with (security_barrier = true) as select * from consolide.cases_calculees where (select app.perimetre()) = 'systeme';
alter view consolide.types_a_arreter owner to maillon_vues;
alter view consolide.personnes_a_arreter owner to maillon_vues;
alter view consolide.cases_a_publier owner to maillon_vues;
grant select on consolide.types_a_arreter, consolide.personnes_a_arreter, consolide.cases_a_publier to maillon_app;

-- Ce que lit le centre : le dernier arrêté, et rien d'autre. Un seuil relevé depuis cache aussitôt toute année dont une ligne ne l'atteint
-- plus ; un seuil abaissé ne montre rien avant l'arrêté suivant. Onze est un plancher, quoi que dise le paramètre.
drop view consolide.par_type;
create view consolide.par_type as
with seuil as materialized (
  select greatest(11, coalesce((select p.valeur from plateforme.parametre p
                    where p.code = 'SECRET_STATISTIQUE_PERSONNES' and p.du <= current_date and (p.au is null or p.au >= current_date)
                    order by p.du desc limit 1), 1000000000))::integer as valeur
), ligne as (
  select c.*, c.cachee or bool_or(not c.cachee and (c.personnes between 1 and s.valeur - 1 or c.engages between 1 and s.valeur - 1)) over (partition by c.annee) and (c.personnes > 0 or c.engages > 0) as masque
    from consolide.arrete_case c cross join seuil s
   where c.au = (select max(a.au) from consolide.arrete a)
)
select l.annee, nullif(l.type, 'TOTAL') as type, l.lots_clauses, l.marches_clauses, l.heures_dues,
       case when l.masque then null else l.heures_validees end as heures_validees,
       case when l.masque then null else l.heures_realisees end as heures_realisees,
       case when l.masque then null else l.personnes end as participants,
       l.masque, l.type = 'TOTAL' as total, case when l.type = 'AUTRES' then array_to_string(l.types, ' ') end as reunis, l.au as arrete_au
  from ligne l;
alter view consolide.par_type owner to maillon_vues;

create or replace view consolide.annees as select distinct c.annee from consolide.arrete_case c where c.au = (select max(a.au) from consolide.arrete a);
create view consolide.arrete_au as select a.au, a.arrete_le from consolide.arrete a where a.au = (select max(x.au) from consolide.arrete x);
alter view consolide.arrete_au owner to maillon_vues;
grant select on consolide.par_type, consolide.arrete_au to maillon_consolide;
