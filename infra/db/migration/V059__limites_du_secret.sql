-- Trois maîtres d'ouvrage et 85 % étaient écrits dans une vue : ce sont des paramètres datés et protégés. Et deux arrêtés qui se suivent ne
-- rendent plus, par différence, ce qu'un seul espace ou trop peu de personnes ont écrit entre les deux.

-- === Les deux limites : la part est celle des autres, pour que l'abaisser soit ce qui découvre, comme pour toute valeur protégée ===
insert into plateforme.parametre (code, du, valeur, unite, libelle, source, verifie, groupe, mise_en_garde) values
('SECRET_STATISTIQUE_ESPACES', '2026-01-01', 3, 'espaces', 'Nombre minimal de maîtres d''ouvrage dans une ligne publiée', 'Insee, guide du secret statistique, tableaux sur les entreprises : trois unités au moins ; prudence à confirmer par le DPO', false, 'DROIT',
 'Ne vaut que pour les arrêtés à venir, et ne descend jamais sous 3.'),
('SECRET_STATISTIQUE_PART_DES_AUTRES', '2026-01-01', 15, '%', 'Part minimale des autres que le premier maître d''ouvrage, dans une ligne publiée', 'Insee, guide du secret statistique, tableaux sur les entreprises : aucune unité au-delà de 85 % ; prudence à confirmer par le DPO', false, 'DROIT',
 'Ne vaut que pour les arrêtés à venir, et ne descend jamais sous 15 %.');
insert into plateforme.protection values
('SECRET_STATISTIQUE_ESPACES', 3, 'BAISSE_PROTEGEE_JOURS', 'Une ligne de deux maîtres d''ouvrage dit à chacun le chiffre de l''autre.'),
('SECRET_STATISTIQUE_PART_DES_AUTRES', 15, 'BAISSE_PROTEGEE_JOURS', 'Une ligne où un seul fait presque tout dit le sien.');
alter table plateforme.parametre add constraint parametre_plancher_des_lignes
  check ((code <> 'SECRET_STATISTIQUE_ESPACES' or valeur >= 3) and (code <> 'SECRET_STATISTIQUE_PART_DES_AUTRES' or valeur >= 15));

alter table consolide.arrete
  add column espaces_min integer not null default 3 check (espaces_min >= 3),
  add column part_autres numeric(5,2) not null default 15 check (part_autres between 15 and 100);
comment on column consolide.arrete.espaces_min is 'Le nombre minimal d''espaces d''une ligne, quand le mois a été arrêté.';
comment on column consolide.arrete.part_autres is 'La part minimale des autres que le premier, de même.';

create or replace view consolide.arrete_ouvert as
select a.au, ((a.au + 1)::timestamp at time zone 'Europe/Paris') as borne, a.seuil, a.espaces_min, 1 - a.part_autres / 100 as part_du_premier
  from consolide.arrete a
 where not exists (select 1 from consolide.arrete_case c where c.au = a.au)
 order by a.au desc limit 1;

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

-- === Le tableau d'une année n'est refait que si ce qui le sépare du précédent obéit aux règles d'une ligne ===
alter table consolide.arrete_case add column publie_au date;
create policy reprise_v059 on consolide.arrete_case to maillon_owner using (true) with check (true);
update consolide.arrete_case set publie_au = au;
drop policy reprise_v059 on consolide.arrete_case;
alter table consolide.arrete_case alter column publie_au set not null, add check (publie_au <= au);
comment on column consolide.arrete_case.publie_au is 'L''arrêté dont viennent ces chiffres : plus ancien que « au » quand trop peu a été écrit depuis pour publier la différence.';

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

create view consolide.cases_precedentes as
select c.* from consolide.arrete_case c cross join consolide.arrete_ouvert o where c.au = (select max(p.au) from consolide.arrete_case p where p.au < o.au);
alter view consolide.cases_precedentes owner to maillon_vues;

-- Qui a fait bouger le tableau d'une année depuis qu'il a été publié, mesure par mesure, personne par personne. Le registre est en ajout seul
-- et les clauses gardent leur date : ce que disait le tableau d'alors se refait.
create view consolide.mouvements as
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
create view consolide.cases_publiables as
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

drop view consolide.cases_a_publier;
create view consolide.cases_a_publier with (security_barrier = true) as select * from consolide.cases_publiables where (select app.perimetre()) = 'systeme';
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
