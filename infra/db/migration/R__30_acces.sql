-- Qui est de l'équipe, qui entre où, sous quelle convention.

-- Qui a été de l'équipe : pour l'équipe, et pour l'espace où l'on est entré (l'archive y tait les siens). Nulle part ailleurs.
create or replace view plateforme.membre_equipe with (security_barrier = true) as
select distinct utilisateur_id from plateforme.habilitation
 where (select app.equipe()) or (select app.espace_entre()) is not null;
alter view plateforme.membre_equipe owner to maillon_vues;
grant select on plateforme.membre_equipe to maillon_app, maillon_entretien;

-- Qui est facilitateur, et de quand à quand : de quoi choisir à qui confier un espace, sans lire les autres titres de personne.
create or replace view plateforme.facilitateur with (security_barrier = true) as
select utilisateur_id, du, au from plateforme.habilitation
 where titre = 'FACILITATEUR' and (app.equipe() or app.perimetre() = 'centre');
alter view plateforme.facilitateur owner to maillon_vues;
grant select on plateforme.facilitateur to maillon_app;

-- Qui l'administrateur de l'espace peut renommer : quelqu'un d'ici, que rien d'autre ne tient : ni un autre espace, ni un titre, d'aujourd'hui ou à venir.
create or replace view plateforme.tenu_ici with (security_barrier = true) as
select distinct a.utilisateur_id from plateforme.adhesion a
 where a.maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR'
   and a.du <= current_date and (a.au is null or a.au >= current_date)
   and not exists (select 1 from plateforme.adhesion o where o.utilisateur_id = a.utilisateur_id and o.maitre_ouvrage_id <> a.maitre_ouvrage_id and (o.au is null or o.au >= current_date))
   and not exists (select 1 from plateforme.habilitation h where h.utilisateur_id = a.utilisateur_id and (h.au is null or h.au >= current_date));
alter view plateforme.tenu_ici owner to maillon_vues;
grant select on plateforme.tenu_ici to maillon_app;

-- D'une adresse à l'espace qu'elle nomme, le temps d'identifier qui la demande.
create or replace view plateforme.adresse_espace with (security_barrier = true) as
select m.code, m.id from plateforme.maitre_ouvrage m where (select app.perimetre()) = 'identification';
alter view plateforme.adresse_espace owner to maillon_vues;
grant select on plateforme.adresse_espace to maillon_app;
comment on view plateforme.adresse_espace is 'Le code d''adresse de chaque espace. Dit qu''un espace existe, jamais à qui il est ouvert.';

-- Les termes d'aujourd'hui : la convention, telle que l'a laissée le dernier avenant dont l'effet est venu.
-- « fin » est le dernier jour connu, avenants à venir compris.
create or replace view plateforme.convention_du_jour with (security_invoker = true) as
select c.id, c.maitre_ouvrage_id, c.structure_id, c.numero, c.du,
       case when v.numero is null then c.au else v.au end as au,
       case when f.numero is null then c.au else f.au end as fin,
       case when v.numero is null then c.services else v.services end as services,
       case when v.numero is null then c.quota else v.quota end as quota,
       v.numero as avenant,
       current_date between c.du and case when v.numero is null then c.au else v.au end as en_vigueur
  from plateforme.convention c
  left join lateral (select a.numero, a.au, a.services, a.quota from plateforme.avenant a
                      where a.convention_id = c.id and a.effet <= current_date order by a.effet desc, a.numero desc limit 1) v on true
  left join lateral (select a.numero, a.au from plateforme.avenant a
                      where a.convention_id = c.id order by a.effet desc, a.numero desc limit 1) f on true;
grant select on plateforme.convention_du_jour to maillon_app;

-- convention_du_jour, lue avec les droits des vues.
create or replace view plateforme.termes_du_jour as
select c.id, c.maitre_ouvrage_id, c.structure_id, c.numero, c.du,
       case when v.numero is null then c.au else v.au end as au,
       case when f.numero is null then c.au else f.au end as fin,
       case when v.numero is null then c.services else v.services end as services,
       case when v.numero is null then c.quota else v.quota end as quota,
       v.numero as avenant,
       current_date between c.du and case when v.numero is null then c.au else v.au end as en_vigueur
  from plateforme.convention c
  left join lateral (select a.numero, a.au, a.services, a.quota from plateforme.avenant a
                      where a.convention_id = c.id and a.effet <= current_date order by a.effet desc, a.numero desc limit 1) v on true
  left join lateral (select a.numero, a.au from plateforme.avenant a
                      where a.convention_id = c.id order by a.effet desc, a.numero desc limit 1) f on true;
alter view plateforme.termes_du_jour owner to maillon_vues;
comment on view plateforme.termes_du_jour is 'convention_du_jour, pour acces_du_jour seule.';

create or replace view plateforme.acces_du_jour with (security_barrier = true) as
select distinct on (m.id, d.rang)
       m.id, m.code, m.nom, m.sigle, m.type, coalesce(f.couleur, m.couleur) as couleur, m.etat, d.titre, d.rang, d.jusqu_au,
       (select string_agg(s.siret, ' ' order by s.siret) from plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id) as sirets,
       m.import_par_siren, d.droit, d.export, d.convention_id, d.fin, d.ouvert_par, d.ouvert_par_nom, d.bris_de_glace, f.logo_empreinte as logo
  from plateforme.maitre_ouvrage m
  left join plateforme.fiche_espace f on f.maitre_ouvrage_id = m.id
  join (select a.maitre_ouvrage_id, 'AGENT' as titre, 1 as rang, a.au as jusqu_au, a.droit, a.export, null::uuid as convention_id,
               null::timestamptz as fin, null::uuid as ouvert_par, null::text as ouvert_par_nom, false as bris_de_glace
          from plateforme.adhesion a
         where a.utilisateur_id = (select app.utilisateur()) and a.du <= current_date and (a.au is null or a.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'COORDINATEUR', 2, least(c.fin, h.au), null, false, c.id, null, null, null, false
          from plateforme.termes_du_jour c
          join plateforme.habilitation h on h.utilisateur_id = (select app.utilisateur()) and h.titre = 'COORDINATEUR'
         where c.en_vigueur
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'FACILITATEUR', 3, least(c.fin, a.au, h.au), null, false, c.id, null, null, null, false
          from plateforme.affectation a
          join plateforme.termes_du_jour c on c.id = a.convention_id
          join plateforme.habilitation h on h.utilisateur_id = a.utilisateur_id and h.titre = 'FACILITATEUR'
         where a.utilisateur_id = (select app.utilisateur())
           and c.en_vigueur
           and a.du <= current_date and (a.au is null or a.au >= current_date)
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select s.maitre_ouvrage_id, 'SUPPORT', 4, null, null, false, null, s.au, s.ouvert_par, s.ouvert_par_nom, s.bris_de_glace
          from plateforme.acces_support s
          join plateforme.habilitation h on h.utilisateur_id = (select app.utilisateur()) and h.titre = 'SUPPORT'
         where s.ferme_le is null and s.du <= now() and s.au > now()
           and (not s.bris_de_glace or s.ouvert_par = (select app.utilisateur()))
           and h.du <= current_date and (h.au is null or h.au >= current_date)) d
    on d.maitre_ouvrage_id = m.id
 where m.etat <> 'FERME' and (select app.perimetre()) = 'identification'
 order by m.id, d.rang, d.fin desc nulls last, d.jusqu_au desc nulls first;
alter view plateforme.acces_du_jour owner to maillon_vues;
grant select on plateforme.acces_du_jour to maillon_app;
comment on view plateforme.acces_du_jour is 'Où la personne identifiée entre aujourd''hui, une ligne par titre, le plus large au rang le plus bas.';

create or replace view plateforme.consommation with (security_barrier = true) as
select k.maitre_ouvrage_id, k.id as convention_id, extract(year from d.cree_le at time zone 'Europe/Paris')::integer as annee,
       count(*) as demandes, count(*) filter (where d.hors_quota) as au_dela
  from plateforme.convention k join metier.demande d on d.tenant_id = k.maitre_ouvrage_id and d.convention_id = k.id
 where not (d.etat = 'ANNULEE' and d.facilitateur_id is null)
   and (app.perimetre() = 'centre' or k.maitre_ouvrage_id = any (app.tenants_lisibles()))
 group by 1, 2, 3;
alter view plateforme.consommation owner to maillon_vues;
grant select on plateforme.consommation to maillon_app;

-- Ce que suit un facilitateur, en nombre : de quoi refuser de lui ôter son titre avant une passation. Le centre n'en lit pas une demande.
-- « lateral » : chaque espace se lit par son index ; joints d'un coup, toutes les demandes du pays seraient relues.
create or replace view plateforme.demandes_suivies with (security_barrier = true) as
select a.utilisateur_id, sum(n.ouvertes)::bigint as ouvertes
  from (select distinct utilisateur_id, maitre_ouvrage_id from plateforme.affectation) a
 cross join lateral (select count(*) as ouvertes from metier.demande d
                      where d.tenant_id = a.maitre_ouvrage_id and d.facilitateur_id = a.utilisateur_id
                        and d.etat in ('NOUVELLE', 'PRISE_EN_CHARGE', 'ATTENTE_MAITRE_OUVRAGE')) n
 where app.perimetre() = 'centre'
 group by a.utilisateur_id
having sum(n.ouvertes) > 0;
alter view plateforme.demandes_suivies owner to maillon_vues;
grant select on plateforme.demandes_suivies to maillon_app;

-- dans une fonction : une politique qui lirait sa propre table se relirait sans fin
create or replace view plateforme.type_actuel with (security_barrier = true) as
select id, type from plateforme.maitre_ouvrage where (select app.perimetre()) = 'centre';
alter view plateforme.type_actuel owner to maillon_vues;
grant select on plateforme.type_actuel to maillon_app;

create or replace function app.type_actuel(espace uuid) returns text language sql stable as $$ select t.type from plateforme.type_actuel t where t.id = espace $$;
revoke all on function app.type_actuel(uuid) from public;
grant execute on function app.type_actuel(uuid) to maillon_app;

-- dans une fonction : une politique qui lirait sa propre table se relirait sans fin
create or replace function app.parametre_avant(cherche text, jour date) returns numeric language sql stable as $$
  select p.valeur from plateforme.parametre p where p.code = cherche and p.du < jour order by p.du desc limit 1 $$;
revoke all on function app.parametre_avant(text,date) from public;
grant execute on function app.parametre_avant(text,date) to maillon_app;
comment on function app.parametre_avant(text,date) is 'La valeur que celle de ce jour-là remplacerait ; lue sous les droits de qui demande.';

-- Une fonction de la ligne qu'on lit déjà : une vue relirait le contrat. Les maîtres d'ouvrage ont déjà vu ce texte : il ne change pas.
create or replace function equipe.pseudonyme(tenant uuid, participant uuid) returns text language sql immutable parallel safe
  return 'P-' || upper(substr(encode(sha256((tenant::text || participant::text)::bytea), 'hex'), 1, 8));
revoke all on function equipe.pseudonyme(uuid,uuid) from public;
grant execute on function equipe.pseudonyme(uuid,uuid) to maillon_app;
comment on function equipe.pseudonyme(uuid,uuid) is 'Ce qu''un maître d''ouvrage voit d''une personne : un pseudonyme propre à son espace, jamais un nom, jamais l''identifiant de l''équipe.';
