-- Ce que la consolidation calcule, arrête et publie. Chaque vue lit les précédentes.

-- Les heures d'un espace fermé qu'un autre a reprises ne comptent qu'une fois.
-- Un espace qui a repris une archive compte les mêmes heures que celui d'où elle vient. Ouverts, les deux comptent : chacun continue de son
-- côté. Fermé, celui que l'autre continue ne compte plus, comme après son effacement, qui ne garde alors rien de lui. Tous fermés, le
-- dernier repris compte : il y en a toujours un.
create or replace view consolide.espace_compte as
with lignee as (
  select m.id, m.type, m.etat <> 'FERME' as ouvert, coalesce(r.lignee, m.id) as lignee, coalesce(r.finie_le, '-infinity') as repris_le
    from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE'
)
select l.id, l.type from lignee l
 where l.ouvert or not exists (select 1 from lignee x where x.lignee = l.lignee and x.id <> l.id and (x.ouvert or (x.repris_le, x.id) > (l.repris_le, l.id)));
alter view consolide.espace_compte owner to maillon_vues;
comment on view consolide.espace_compte is 'Les espaces dont la consolidation compte les chiffres.';

-- Ce que dit le registre, espace par espace : les cumuls en sont la copie tenue à l'écriture.
create or replace view consolide.recalcul as
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
grant select on consolide.recalcul to maillon_owner;

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
alter view consolide.ecarts owner to maillon_vues;
grant select on consolide.ecarts to maillon_consolide;

-- Qui compte : une lignée (un espace et ceux qui en ont repris l'archive) est un seul contributeur, du type de l'espace premier.
create or replace view consolide.membre as
with lignee as (
  select m.id, coalesce(r.lignee, m.id) as lignee, coalesce(r.finie_le, '-infinity') as repris_le
    from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE'
)
select l.id as tenant_id, l.lignee, l.repris_le, count(*) over (partition by l.lignee) = 1 as seul,
       first_value(l.id) over (partition by l.lignee order by l.id = l.lignee desc, l.repris_le, l.id) as premier
  from lignee l;
alter view consolide.membre owner to maillon_vues;

create or replace view consolide.type_annee as
select m.id as maitre_ouvrage_id, a.annee,
       coalesce((select t.type from plateforme.type_ancien t where t.maitre_ouvrage_id = m.id and t.annee >= a.annee order by t.annee limit 1), m.type) as type
  from plateforme.maitre_ouvrage m cross join generate_series(2000, 2100) a (annee);
alter view consolide.type_annee owner to maillon_vues;
grant select on consolide.type_annee to maillon_entretien;

create or replace view consolide.personnes_propres as
select p.tenant_id, p.annee,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                            join consolide.type_annee xt on xt.maitre_ouvrage_id = x.id and xt.annee = o.annee
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id and xt.type = t.type))::integer as du_type,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id))::integer as total
  from consolide.cumul_participant p join consolide.type_annee t on t.maitre_ouvrage_id = p.tenant_id and t.annee = p.annee
 where p.heures > 0 group by p.tenant_id, p.annee;
alter view consolide.personnes_propres owner to maillon_vues;
grant select on consolide.personnes_propres to maillon_entretien;

-- Un arrêté vide ne se fait pas : la première installation l'aurait pour tout un mois.
create or replace view consolide.matiere with (security_barrier = true) as
select 1 as presente
 where (select app.perimetre()) = 'systeme'
   and (exists (select 1 from metier.registre_heures r where r.ecrit_le < date_trunc('month', now() at time zone 'Europe/Paris') at time zone 'Europe/Paris')
        or exists (select 1 from metier.clause c where c.etat = 'ACCEPTEE' and coalesce(c.decidee_le, c.cree_le) < date_trunc('month', now() at time zone 'Europe/Paris') at time zone 'Europe/Paris')
        or exists (select 1 from consolide.cumul_efface));
alter view consolide.matiere owner to maillon_vues;
grant select on consolide.matiere to maillon_app;

create or replace view consolide.annees as
select distinct c.annee from consolide.arrete_case c where c.au = (select max(a.au) from consolide.arrete a);
alter view consolide.annees owner to maillon_vues;
grant select on consolide.annees to maillon_consolide;

create or replace view consolide.arrete_au as
select a.au, a.arrete_le from consolide.arrete a where a.au = (select max(x.au) from consolide.arrete x);
alter view consolide.arrete_au owner to maillon_vues;
grant select on consolide.arrete_au to maillon_consolide;

create or replace view consolide.arrete_ouvert as
select a.au, ((a.au + 1)::timestamp at time zone 'Europe/Paris') as borne, a.seuil, a.espaces_min, 1 - a.part_autres / 100 as part_du_premier
  from consolide.arrete a
 where not exists (select 1 from consolide.arrete_case c where c.au = a.au)
 order by a.au desc limit 1;
alter view consolide.arrete_ouvert owner to maillon_vues;

-- La clause en vigueur d'un lot à la borne : la dernière acceptée avant elle, remplacée depuis ou non.
create or replace view consolide.engagements_arretes as
select distinct on (m.lignee, c.lot_id) o.au, m.premier, m.lignee, c.lot_id, c.marche_id, e.annee, e.heures_dues
  from consolide.arrete_ouvert o cross join consolide.membre m join consolide.espace_compte x on x.id = m.tenant_id
  join metier.clause c on c.tenant_id = m.tenant_id and (c.etat = 'ACCEPTEE' or c.etat = 'REMPLACEE' and c.decidee_le is not null)
   and greatest(coalesce(c.decidee_le, c.cree_le), m.repris_le) < o.borne
  join metier.engagement e on e.tenant_id = c.tenant_id and e.clause_id = c.id
 order by m.lignee, c.lot_id, coalesce(c.decidee_le, c.cree_le) desc, c.numero_version desc, m.repris_le;
alter view consolide.engagements_arretes owner to maillon_vues;

create or replace view consolide.cases_calculees as
with o as materialized (select * from consolide.arrete_ouvert), avant as materialized (
  select c.*, c.annee < extract(year from o.au + 1) as finie from consolide.arrete_case c cross join o
   where c.au = (select max(p.au) from consolide.arrete_case p where p.au < o.au)
), t as materialized (
  select x.*, p.personnes, p.engages,
         x.espaces < o.espaces_min or x.validees_max > o.part_du_premier * x.heures_validees and x.heures_validees > 0 or x.realisees_max > o.part_du_premier * x.heures_realisees and x.heures_realisees > 0
           or x.personnes_max > o.part_du_premier * p.personnes and p.personnes > 0 or x.engages_max > o.part_du_premier * p.engages and p.engages > 0
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
         c.espaces >= o.espaces_min and not (c.validees_max > o.part_du_premier * c.heures_validees and c.heures_validees > 0) and not (c.realisees_max > o.part_du_premier * c.heures_realisees and c.heures_realisees > 0)
           and not (c.personnes_max > o.part_du_premier * p.personnes and p.personnes > 0) and not (c.engages_max > o.part_du_premier * p.engages and p.engages > 0) as sain
    from cumul c cross join o cross join lateral (
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

create or replace view consolide.heures_arretees as
with u as materialized (
  select m.tenant_id, m.lignee, m.repris_le, m.seul, m.premier from consolide.membre m join consolide.espace_compte e on e.id = m.tenant_id
)
select o.au, u.premier, r.annee, r.participant_id, r.heures, u.lignee, e.lot_id, greatest(r.ecrit_le, u.repris_le) as ecrit_le
  from consolide.arrete_ouvert o cross join u
  join metier.registre_heures r on r.tenant_id = u.tenant_id and greatest(r.ecrit_le, u.repris_le) < o.borne
  join metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id
 where u.seul
union all
select x.au, x.premier, x.annee, x.participant_id, x.heures, x.lignee, x.lot_id, x.ecrit_le
  from (select distinct on (u.lignee, r.id) o.au, u.premier, r.annee, r.participant_id, r.heures, u.lignee, e.lot_id, greatest(r.ecrit_le, u.repris_le) as ecrit_le
          from consolide.arrete_ouvert o cross join u
          join metier.registre_heures r on r.tenant_id = u.tenant_id and greatest(r.ecrit_le, u.repris_le) < o.borne
          join metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id
         where not u.seul
         order by u.lignee, r.id, u.repris_le) x;
alter view consolide.heures_arretees owner to maillon_vues;

create or replace view consolide.types_calcules as
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

create or replace view consolide.personnes_calculees as
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

-- Ce que l'application en lit pour arrêter : au système seul.
create or replace view consolide.types_a_arreter with (security_barrier = true) as
select * from consolide.types_calcules where (select app.perimetre()) = 'systeme';
alter view consolide.types_a_arreter owner to maillon_vues;
grant select on consolide.types_a_arreter to maillon_app;

create or replace view consolide.personnes_a_arreter with (security_barrier = true) as
select * from consolide.personnes_calculees where (select app.perimetre()) = 'systeme';
alter view consolide.personnes_a_arreter owner to maillon_vues;
grant select on consolide.personnes_a_arreter to maillon_app;

create or replace view consolide.cases_precedentes as
select c.au, c.annee, c.type, c.types, c.lots_clauses, c.marches_clauses, c.heures_dues, c.heures_validees, c.heures_realisees, c.personnes, c.engages, c.cachee, c.publie_au
  from consolide.arrete_case c cross join consolide.arrete_ouvert o where c.au = (select max(p.au) from consolide.arrete_case p where p.au < o.au);
alter view consolide.cases_precedentes owner to maillon_vues;

-- Qui a fait bouger le tableau d'une année depuis qu'il a été publié, mesure par mesure, personne par personne. Le registre est en ajout seul
-- et les clauses gardent leur date : ce que disait le tableau d'alors se refait.
create or replace view consolide.mouvements as
with n as materialized (
  select annee, ((max(publie_au) + 1)::timestamp at time zone 'Europe/Paris') as borne from consolide.cases_precedentes group by annee
), b as materialized (
  select h.annee, h.premier, h.participant_id, h.heures, h.lignee, h.lot_id, h.ecrit_le from consolide.heures_arretees h
), alors as (
  select distinct on (n.annee, m.lignee, c.lot_id) n.annee as tableau, n.borne, m.lignee, c.lot_id, e.annee
    from n cross join consolide.membre m join consolide.espace_compte x on x.id = m.tenant_id
    join metier.clause c on c.tenant_id = m.tenant_id and (c.etat = 'ACCEPTEE' or c.etat = 'REMPLACEE' and c.decidee_le is not null)
     and greatest(coalesce(c.decidee_le, c.cree_le), m.repris_le) < n.borne
    join metier.engagement e on e.tenant_id = c.tenant_id and e.clause_id = c.id
   order by n.annee, m.lignee, c.lot_id, coalesce(c.decidee_le, c.cree_le) desc, c.numero_version desc, m.repris_le
)
select b.annee, 'TRAVAIL' as mesure, b.premier, b.participant_id, sum(b.heures) as ecart
  from b join n on n.annee = b.annee where b.ecrit_le >= n.borne group by b.annee, b.premier, b.participant_id having sum(b.heures) <> 0
union all
select y.annee, 'ENGAGEMENT', y.premier, y.participant_id, sum(y.heures)
  from (select g.annee, b.premier, b.participant_id, b.heures from consolide.engagements_arretes g join n on n.annee = g.annee join b on b.lignee = g.lignee and b.lot_id = g.lot_id
        union all
        select a.tableau, b.premier, b.participant_id, - b.heures from alors a join b on b.lignee = a.lignee and b.lot_id = a.lot_id and b.ecrit_le < a.borne where a.annee = a.tableau) y
 group by y.annee, y.premier, y.participant_id having sum(y.heures) <> 0;
alter view consolide.mouvements owner to maillon_vues;

-- Deux tableaux se soustraient bloc par bloc : les types qui ont quitté la même ligne pour la même autre. Les lignes cachées n'en font qu'une,
-- que le total rend. Un bloc qui bouge veut assez d'espaces, sans dominant, et assez de personnes ; une ligne qui se découvre veut que chaque
-- ligne cachée avec elle ait bougé, sinon son passé s'en déduirait.
create or replace view consolide.cases_publiables as
with o as materialized (select * from consolide.arrete_ouvert), neuves as materialized (select * from consolide.cases_calculees), avant as materialized (select * from consolide.cases_precedentes),
place as materialized (
  select n.annee, n.type, coalesce(v.cle, n.cle) as quittee, n.cle as rejointe
    from (select c.annee, y.type, case when c.cachee then '' else c.type end as cle from neuves c cross join unnest(c.types) y (type) where c.type <> 'TOTAL') n
    join (select distinct annee from avant) a on a.annee = n.annee
    left join (select c.annee, y.type, case when c.cachee then '' else c.type end as cle from avant c cross join unnest(c.types) y (type) where c.type <> 'TOTAL') v on v.annee = n.annee and v.type = n.type
), mouvement as materialized (
  select p.annee, p.quittee, p.rejointe, d.mesure, d.premier, d.participant_id, d.ecart
    from consolide.mouvements d join consolide.type_annee t on t.maitre_ouvrage_id = d.premier and t.annee = d.annee join place p on p.annee = d.annee and p.type = t.type
), bloc as materialized (
  select e.annee, e.quittee, e.rejointe, e.mesure, count(*) filter (where e.ecart <> 0) as espaces, max(abs(e.ecart)) as premier, sum(abs(e.ecart)) as somme
    from (select annee, quittee, rejointe, mesure, premier, sum(ecart) as ecart from mouvement group by annee, quittee, rejointe, mesure, premier) e group by e.annee, e.quittee, e.rejointe, e.mesure
), retenue as materialized (
  select b.annee from bloc b cross join o where b.espaces between 1 and o.espaces_min - 1 or b.premier > o.part_du_premier * b.somme
  union
  select m.annee from (select annee, count(distinct participant_id) as personnes from mouvement group by annee, quittee, rejointe, mesure) m cross join o where m.personnes < o.seuil
  union
  select p.annee from place p cross join (values ('TRAVAIL'), ('ENGAGEMENT')) k (mesure)
   where p.quittee = '' and exists (select 1 from place d where d.annee = p.annee and d.quittee = '' and d.rejointe <> '')
     and exists (select 1 from avant a where a.annee = p.annee and a.type <> 'TOTAL' and a.cachee and case k.mesure when 'TRAVAIL' then a.personnes else a.engages end > 0)
     and not exists (select 1 from bloc b where b.annee = p.annee and b.quittee = '' and b.rejointe = p.rejointe and b.mesure = k.mesure and b.espaces > 0)
)
select c.*, c.au as publie_au from neuves c where not exists (select 1 from retenue r where r.annee = c.annee)
union all
select o.au, a.annee, a.type, a.types, a.lots_clauses, a.marches_clauses, a.heures_dues, a.heures_validees, a.heures_realisees, a.personnes, a.engages, a.cachee, a.publie_au
  from avant a cross join o where exists (select 1 from retenue r where r.annee = a.annee);
alter view consolide.cases_publiables owner to maillon_vues;

create or replace view consolide.cases_a_publier with (security_barrier = true) as
select * from consolide.cases_publiables where (select app.perimetre()) = 'systeme';
alter view consolide.cases_a_publier owner to maillon_vues;
grant select on consolide.cases_a_publier to maillon_app;

create or replace view consolide.par_type as
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
       l.masque, l.type = 'TOTAL' as total, case when l.type = 'AUTRES' then array_to_string(l.types, ' ') end as reunis, l.publie_au as arrete_au
  from ligne l;
alter view consolide.par_type owner to maillon_vues;
grant select on consolide.par_type to maillon_consolide;
