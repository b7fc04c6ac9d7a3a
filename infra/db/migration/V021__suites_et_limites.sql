-- Les suites d'un effacement : un courriel que le serveur de courrier refuse sans appel ne se réessaie pas, mais se compte.
alter table plateforme.certificat_effacement add column refuses integer not null default 0 check (refuses >= 0);
comment on column plateforme.certificat_effacement.refuses is 'Courriels refusés sans appel ; leur adresse n''est pas gardée.';
comment on column plateforme.certificat_effacement.comptes_a_fermer is 'Comptes qui n''ont plus d''espace et leur adresse, « id:courriel », le temps de les fermer ; effacés ensuite.';

-- Une seule limite d'exports, celle que l'administration centrale étend ou réduit par espace : USAGE_EXPORTS_SIMULTANES et plateforme.limite.
delete from plateforme.parametre where code = 'EXPORTS_SIMULTANES';
update plateforme.parametre set libelle = 'Archives qu''un espace prépare en même temps, et fichiers qu''il sort en même temps d''un serveur' where code = 'USAGE_EXPORTS_SIMULTANES';
comment on column plateforme.export.place is 'Rang parmi les archives que l''espace prépare ensemble : deux ne peuvent avoir le même, et il y en a autant que sa limite d''exports.';

-- === La consolidation ne compte qu'une fois les heures d'un espace fermé qu'un autre a reprises ===
-- Un espace qui a repris une archive compte les mêmes heures que celui d'où elle vient. Ouverts, les deux comptent : chacun continue de son
-- côté. Fermé, celui que l'autre continue ne compte plus, comme après son effacement, qui ne garde alors rien de lui. Tous fermés, le
-- dernier repris compte : il y en a toujours un.
create view consolide.espace_compte as
with lignee as (
  select m.id, m.type, m.etat <> 'FERME' as ouvert, coalesce(r.lignee, m.id) as lignee, coalesce(r.finie_le, '-infinity') as repris_le
    from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE'
)
select l.id, l.type from lignee l
 where l.ouvert or not exists (select 1 from lignee x where x.lignee = l.lignee and x.id <> l.id and (x.ouvert or (x.repris_le, x.id) > (l.repris_le, l.id)));
alter view consolide.espace_compte owner to maillon_vues;
comment on view consolide.espace_compte is 'Les espaces dont la consolidation compte les chiffres.';

-- Celle de V017, sur ces espaces seuls.
create or replace view consolide.par_type as
with seuil as (
  -- sans paramètre en vigueur, le seuil est hors d'atteinte : tout se masque, rien ne fuit
  select coalesce((select p.valeur from plateforme.parametre p
                    where p.code = 'SECRET_STATISTIQUE_PERSONNES' and p.du <= current_date and (p.au is null or p.au >= current_date)
                    order by p.du desc limit 1), 1000000000)::integer as valeur
), axe as materialized (
  select t.type, 1 << (row_number() over (order by t.type) - 1)::integer as bit, false as total from (select m.type from plateforme.maitre_ouvrage m union select f.type from consolide.cumul_efface f) t
  union all
  select null, -1, true
), espace as materialized (
  select m.id, a.bit from consolide.espace_compte m join axe a on a.type = m.type
), ligne as not materialized (
  select x.annee, a.type, a.total, sum(x.marches_clauses)::integer as marches_clauses, sum(x.heures_dues) as heures_dues, sum(x.heures_validees) as heures_validees
    from (select c.annee, e.bit, sum(c.marches_clauses) as marches_clauses, sum(c.heures_dues) as heures_dues, sum(c.heures_validees) as heures_validees
            from consolide.cumul_annee c join espace e on e.id = c.tenant_id group by c.annee, e.bit
          union all
          select f.annee, a.bit, f.marches_clauses, f.heures_dues, f.heures_validees from consolide.cumul_efface f join axe a on a.type = f.type) x
    join axe a on x.bit & a.bit <> 0
   group by x.annee, a.type, a.total
), personnes as not materialized (
  select z.annee, z.type, z.total, sum(z.personnes)::integer as participants
    from (select x.annee, a.type, a.total, x.personnes
            from (select y.annee, y.bits, count(*) as personnes
                    from (select p.annee, p.participant_id, bit_or(e.bit) as bits
                            from consolide.cumul_participant p join espace e on e.id = p.tenant_id
                           where p.heures > 0 group by p.annee, p.participant_id) y
                   group by y.annee, y.bits) x
            join axe a on x.bits & a.bit <> 0
          union all
          select f.annee, a.type, a.total, case when a.total then f.participants_total else f.participants_du_type end
            from consolide.cumul_efface f join axe a on a.total or a.type = f.type) z
   group by z.annee, z.type, z.total
), rangee as not materialized (
  select l.annee, l.type, l.total, l.marches_clauses, l.heures_dues, l.heures_validees, coalesce(p.participants, 0) as participants,
         coalesce(p.participants, 0) between 1 and s.valeur - 1 as trop_peu,
         count(*) filter (where not l.total and coalesce(p.participants, 0) between 1 and s.valeur - 1) over (partition by l.annee) as primaires,
         case when not l.total and coalesce(p.participants, 0) >= s.valeur
              then row_number() over (partition by l.annee, not l.total and coalesce(p.participants, 0) >= s.valeur order by l.heures_validees, l.type) end as rang_visible
    from ligne l cross join seuil s left join personnes p on p.annee = l.annee and p.total = l.total and coalesce(p.type, '') = coalesce(l.type, '')
), secrete as not materialized (
  select r.*, not r.total and (r.trop_peu or (r.primaires > 0 and r.rang_visible = 1)) as cachee from rangee r
), jugee as not materialized (
  select z.*, case when z.total then z.trop_peu or count(*) filter (where z.cachee) over (partition by z.annee) = 1 else z.cachee end as masque from secrete z
)
select annee, type, marches_clauses, heures_dues,
       case when masque then null else heures_validees end as heures_validees,
       case when masque then null else participants end as participants,
       masque, total
  from jugee;

create or replace view consolide.personnes_propres as
select p.tenant_id, p.annee,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id and x.type = m.type))::integer as du_type,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join consolide.espace_compte x on x.id = o.tenant_id
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id))::integer as total
  from consolide.cumul_participant p join plateforme.maitre_ouvrage m on m.id = p.tenant_id
 where p.heures > 0 group by p.tenant_id, p.annee;
