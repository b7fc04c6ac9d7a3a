-- Consolidation : des cumuls tenus par la transaction même qui écrit l'acte, et des vues d'agrégats où le secret est déjà appliqué.

create table consolide.cumul_annee (
  tenant_id uuid not null default app.tenant_courant() references plateforme.maitre_ouvrage,
  annee integer not null,
  marches_clauses integer not null default 0,
  heures_dues numeric(14,2) not null default 0,
  heures_validees numeric(14,2) not null default 0,
  primary key (tenant_id, annee)
);
create index on consolide.cumul_annee (annee);

-- Une ligne par personne, année et espace : c'est elle qu'on compte, distincte.
create table consolide.cumul_participant (
  tenant_id uuid not null default app.tenant_courant() references plateforme.maitre_ouvrage,
  annee integer not null,
  participant_id uuid not null references equipe.participant,
  heures numeric(14,2) not null default 0,
  primary key (tenant_id, annee, participant_id)
);
create index on consolide.cumul_participant (annee, participant_id) where heures > 0;

call app.proteger_espace('consolide.cumul_annee', '{ajout,modification}');
call app.proteger_espace('consolide.cumul_participant', '{ajout,modification}');

grant select on consolide.cumul_annee, consolide.cumul_participant,
  plateforme.maitre_ouvrage, plateforme.parametre,
  metier.clause, metier.engagement, metier.registre_heures to maillon_vues;
create policy vues on consolide.cumul_annee for select to maillon_vues using (true);
create policy vues on consolide.cumul_participant for select to maillon_vues using (true);
create policy vues on plateforme.maitre_ouvrage for select to maillon_vues using (true);
create policy vues on plateforme.parametre for select to maillon_vues using (true);
create policy vues on metier.clause for select to maillon_vues using (true);
create policy vues on metier.engagement for select to maillon_vues using (true);
create policy vues on metier.registre_heures for select to maillon_vues using (true);

-- Secret statistique, primaire et secondaire. Une ligne qui compte de 1 à seuil - 1 personnes est masquée ; avec elle, celle qui a le
-- moins d'heures parmi celles qui atteignent le seuil, pour qu'aucune ne se retrouve par différence avec le total. La choisir par les
-- heures et non par les personnes compte : « la plus petite en personnes » bornerait son effectif, et rendrait celui de la ligne secrète
-- quand toutes les personnes sont distinctes. Si aucune n'atteint le seuil, le total est masqué dès qu'il est sous le seuil ou qu'une
-- seule ligne est cachée.
-- « not materialized » : le filtre d'année de la requête doit descendre jusqu'aux index, même dans ce qui sert deux fois.
create view consolide.par_type as
with seuil as (
  -- sans paramètre en vigueur, le seuil est hors d'atteinte : tout se masque, rien ne fuit
  select coalesce((select p.valeur from plateforme.parametre p
                    where p.code = 'SECRET_STATISTIQUE_PERSONNES' and p.du <= current_date and (p.au is null or p.au >= current_date)
                    order by p.du desc limit 1), 1000000000)::integer as valeur
), ligne as not materialized (
  select c.annee, m.type, sum(c.marches_clauses)::integer as marches_clauses, sum(c.heures_dues) as heures_dues, sum(c.heures_validees) as heures_validees
    from consolide.cumul_annee c join plateforme.maitre_ouvrage m on m.id = c.tenant_id
   group by c.annee, m.type
), personnes as not materialized (
  select p.annee, m.type, count(distinct p.participant_id)::integer as participants
    from consolide.cumul_participant p join plateforme.maitre_ouvrage m on m.id = p.tenant_id
   where p.heures > 0 group by p.annee, m.type
), total as not materialized (
  select l.annee, sum(l.marches_clauses)::integer as marches_clauses, sum(l.heures_dues) as heures_dues, sum(l.heures_validees) as heures_validees,
         coalesce((select count(distinct p.participant_id) from consolide.cumul_participant p where p.annee = l.annee and p.heures > 0), 0)::integer as participants
    from ligne l group by l.annee
), rangee as not materialized (
  select l.*, coalesce(p.participants, 0) as participants, s.valeur as seuil,
         coalesce(p.participants, 0) between 1 and s.valeur - 1 as primaire,
         count(*) filter (where coalesce(p.participants, 0) between 1 and s.valeur - 1) over (partition by l.annee) as primaires,
         case when coalesce(p.participants, 0) >= s.valeur
              then row_number() over (partition by l.annee, coalesce(p.participants, 0) >= s.valeur order by l.heures_validees, l.type) end as rang_visible
    from ligne l cross join seuil s left join personnes p on p.annee = l.annee and p.type = l.type
), secrete as not materialized (
  select r.*, r.primaire or (r.primaires > 0 and r.rang_visible = 1) as masque from rangee r
)
select annee, type, marches_clauses, heures_dues,
       case when masque then null else heures_validees end as heures_validees,
       case when masque then null else participants end as participants,
       masque, false as total
  from secrete
union all
select t.annee, null, t.marches_clauses, t.heures_dues,
       case when x.masque then null else t.heures_validees end,
       case when x.masque then null else t.participants end,
       x.masque, true
  from total t
  cross join seuil s
  cross join lateral (
    select (t.participants between 1 and s.valeur - 1)
           or (select count(*) filter (where z.masque) = 1 from secrete z where z.annee = t.annee) as masque) x;
alter view consolide.par_type owner to maillon_vues;

create view consolide.annees as select distinct annee from consolide.cumul_annee;
alter view consolide.annees owner to maillon_vues;

-- Le recalcul depuis le registre : zéro ligne si les cumuls disent vrai.
create view consolide.ecarts as
with recalcul as (
  select x.tenant_id, x.annee, sum(x.marches)::integer as marches_clauses, sum(x.dues) as heures_dues, sum(x.validees) as heures_validees
    from (select e.tenant_id, e.annee, count(distinct e.lot_id) as marches, sum(e.heures_dues) as dues, 0::numeric as validees
            from metier.engagement e join metier.clause c on c.tenant_id = e.tenant_id and c.id = e.clause_id
           where c.etat = 'ACCEPTEE' group by e.tenant_id, e.annee
          union all
          select r.tenant_id, r.annee, 0, 0, sum(r.heures) from metier.registre_heures r group by r.tenant_id, r.annee) x
   group by x.tenant_id, x.annee
), personnes as (
  select tenant_id, annee, participant_id, sum(heures) as heures from metier.registre_heures group by tenant_id, annee, participant_id
)
select coalesce(c.annee, r.annee) as annee, count(*)::integer as ecarts
  from consolide.cumul_annee c full join recalcul r on r.tenant_id = c.tenant_id and r.annee = c.annee
 where coalesce(c.marches_clauses, 0) <> coalesce(r.marches_clauses, 0)
    or coalesce(c.heures_dues, 0) <> coalesce(r.heures_dues, 0)
    or coalesce(c.heures_validees, 0) <> coalesce(r.heures_validees, 0)
 group by 1
union all
select coalesce(c.annee, p.annee), count(*)::integer
  from consolide.cumul_participant c full join personnes p on p.tenant_id = c.tenant_id and p.annee = c.annee and p.participant_id = c.participant_id
 where coalesce(c.heures, 0) <> coalesce(p.heures, 0)
 group by 1;
alter view consolide.ecarts owner to maillon_vues;

grant select on consolide.par_type, consolide.annees, consolide.ecarts to maillon_consolide;
