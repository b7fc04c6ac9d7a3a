-- L'équipe : qui en est, invité par le centre ; un titre se donne et se retire, daté, et qui l'a fait reste écrit. Et le plus large des
-- titres d'une personne dans un espace est celui qui l'y fait entrer.

-- === Entrer au plus large de ses titres ===
-- Une ligne par titre, le plus large au rang le plus bas : l'agent d'abord, chez lui ; puis la coordination, qui peut tout ce que peut un
-- facilitateur et répartit en plus. Le choix se fait dans Acces : un titre que le jeton n'a pas encore ne ferme pas la porte qu'un autre ouvre.
drop view plateforme.acces_du_jour;
create view plateforme.acces_du_jour with (security_invoker = true) as
select distinct on (m.id, d.rang)
       m.id, m.code, m.nom, m.sigle, m.type, coalesce(f.couleur, m.couleur) as couleur, m.etat, d.titre, d.rang, d.jusqu_au,
       (select string_agg(s.siret, ' ' order by s.siret) from plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id) as sirets,
       m.import_par_siren, d.droit, d.export, d.convention_id, d.fin, d.ouvert_par, d.ouvert_par_nom, d.bris_de_glace, f.logo_empreinte as logo
  from plateforme.maitre_ouvrage m
  left join plateforme.fiche_espace f on f.maitre_ouvrage_id = m.id
  join (select a.maitre_ouvrage_id, 'AGENT' as titre, 1 as rang, a.au as jusqu_au, a.droit, a.export, null::uuid as convention_id,
               null::timestamptz as fin, null::uuid as ouvert_par, null::text as ouvert_par_nom, false as bris_de_glace
          from plateforme.adhesion a
         where a.utilisateur_id = app.utilisateur() and a.du <= current_date and (a.au is null or a.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'COORDINATEUR', 2, least(c.fin, h.au), null, false, c.id, null, null, null, false
          from plateforme.convention_du_jour c
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'COORDINATEUR'
         where c.en_vigueur
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'FACILITATEUR', 3, least(c.fin, a.au, h.au), null, false, c.id, null, null, null, false
          from plateforme.affectation a
          join plateforme.convention_du_jour c on c.id = a.convention_id
          join plateforme.habilitation h on h.utilisateur_id = a.utilisateur_id and h.titre = 'FACILITATEUR'
         where a.utilisateur_id = app.utilisateur()
           and c.en_vigueur
           and a.du <= current_date and (a.au is null or a.au >= current_date)
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select s.maitre_ouvrage_id, 'SUPPORT', 4, null, null, false, null, s.au, s.ouvert_par, s.ouvert_par_nom, s.bris_de_glace
          from plateforme.acces_support s
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'SUPPORT'
         where s.ferme_le is null and s.du <= now() and s.au > now()
           and (not s.bris_de_glace or s.ouvert_par = app.utilisateur())
           and h.du <= current_date and (h.au is null or h.au >= current_date)) d
    on d.maitre_ouvrage_id = m.id
 where m.etat <> 'FERME'
 order by m.id, d.rang, d.fin desc nulls last, d.jusqu_au desc nulls first;
grant select on plateforme.acces_du_jour to maillon_app;

-- === La coordination au journal ===
-- Elle donne et reprend l'accès à un espace sans y entrer : l'espace doit lire qui l'a fait. Elle n'y écrit que cela, et en son nom.
create policy coordination on plateforme.journal for insert
  with check ((select app.perimetre()) = 'equipe' and nature = 'DROITS' and titre = 'COORDINATEUR' and auteur_id = (select app.utilisateur())
              and exists (select 1 from plateforme.habilitation h
                           where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)));
create policy coordination on plateforme.journal_tete
  using ((select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
           where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)));

-- === Un espace effacé ne reste dans aucun filtre ===
-- L'entretien ne lit les filtres que tant qu'un espace est à effacer (une ligne changée se relit, et ne le nomme plus), n'en change que ceux
-- qui nomment un tel espace, et les laisse en nommer un de moins.
grant select, update on plateforme.filtre to maillon_entretien;
create policy entretien_lecture on plateforme.filtre for select to maillon_entretien using (cardinality((select app.effacables())) > 0);
create policy entretien on plateforme.filtre for update to maillon_entretien
  using (exists (select 1 from plateforme.maitre_ouvrage m where '&' || requete || '&' like '%&mo=' || m.code || '&%'))
  with check (exists (select 1 from plateforme.maitre_ouvrage m where '&' || requete || '&' not like '%&mo=' || m.code || '&%'));
