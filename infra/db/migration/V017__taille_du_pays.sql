-- À la taille du pays : ce que le planificateur croit d'un espace, l'ordre des grandes listes, l'année consolidée en un seul passage.

-- Une requête porte l'espace deux fois : la politique (la garde) et son prédicat (la route). PostgreSQL les croit indépendants et multiplie
-- leurs parts : d'un espace de 85 000 contrats il attend une ligne, et joint alors chaque contrat à chaque déclaration (mesuré : plus de
-- 60 s, contre 1 s). Dire qu'il y a dix espaces donne à « = any (liste inconnue) », comptée pour dix valeurs, une part de un : la garde ne
-- pèse plus. La part du prédicat vient des valeurs les plus fréquentes, prises plus nombreuses : les espaces suivent une loi de Zipf.
create procedure app.estimer_espace(nom regclass) language plpgsql as $$
begin
  execute format('alter table %s alter column tenant_id set (n_distinct = 10), alter column tenant_id set statistics 400', nom);
end $$;
revoke all on procedure app.estimer_espace(regclass) from public;
comment on procedure app.estimer_espace is 'À appeler sur toute table d''espace, après app.proteger_espace.';

do $$
declare t regclass;
begin
  for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where n.nspname in ('metier', 'consolide') and c.relkind = 'r' and a.attname = 'tenant_id' and not a.attisdropped loop
    call app.estimer_espace(t);
  end loop;
end $$;

-- L'ordre des deux plus longues listes d'un espace : vingt-cinq lignes se lisent sans trier les autres.
create index on metier.declaration_heures (tenant_id, mois desc, declaree_le desc, id);
create index on metier.contrat (tenant_id, debut desc, id);
-- L'index unique des déclarations d'un contrat laisse de côté les refusées : il ne sert pas à les joindre toutes.
create index on metier.declaration_heures (tenant_id, contrat_id);

-- Le nombre et le montant d'une sélection de marchés se lisent dans l'index seul, quel que soit le filtre, texte excepté.
create index marche_poids_idx on metier.marche (tenant_id, annee, etat, segment)
  include (id, montant, sociale_connue, sociale_clause, sociale_critere, sociale_reserve);
drop index metier.marche_tenant_id_annee_etat_idx;

-- Les personnes d'une année, dans l'ordre, avec l'espace où chacune a travaillé : l'année consolidée n'ouvre pas la table.
create index cumul_participant_annee_idx on consolide.cumul_participant (annee, participant_id, tenant_id) where heures > 0;
drop index consolide.cumul_participant_annee_participant_id_idx;
-- une ligne par espace et par an : la lire toute coûte moins que de garder un index qui ne commence pas par l'espace
drop index consolide.cumul_annee_annee_idx;
-- et un espace compte les siennes sans lire celles des autres
create index on consolide.cumul_participant (tenant_id, annee) where heures > 0;

-- Ce qu'une convention consomme se lit dans son espace : sans lui, chaque convention relirait les demandes de tous.
grant select on plateforme.convention to maillon_vues;
create or replace view plateforme.consommation as
select k.maitre_ouvrage_id, k.id as convention_id, extract(year from d.cree_le at time zone 'Europe/Paris')::integer as annee,
       count(*) as demandes, count(*) filter (where d.hors_quota) as au_dela
  from plateforme.convention k join metier.demande d on d.tenant_id = k.maitre_ouvrage_id and d.convention_id = k.id
 where not (d.etat = 'ANNULEE' and d.facilitateur_id is null)
   and (app.perimetre() = 'centre' or k.maitre_ouvrage_id = any (app.tenants_lisibles()))
 group by 1, 2, 3;

-- Mêmes chiffres et même secret que V007, mais chaque personne n'est lue qu'une fois : les types où elle a travaillé tiennent en un mot de
-- bits (dix types), et le total est l'axe qui convient à tous. S'y ajoutent les sommes que gardent les espaces effacés. Chaque étape garde l'année, pour que le filtre de la requête y descende.
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
  select m.id, a.bit from plateforme.maitre_ouvrage m join axe a on a.type = m.type
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
