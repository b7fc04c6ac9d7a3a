-- Chaque demande commence par plateforme.acces_du_jour. Lue avec les droits de qui demande, chacune de ses tables ajoutait sa politique, et
-- chaque politique celles des tables qu'elle cite : huit cents nœuds de plan pour une ligne. Elle porte désormais elle-même sa règle, les
-- accès de la personne identifiée et d'elle seule, et se lit avec les droits des vues ; hors de l'identification elle est vide.
grant select on plateforme.avenant, plateforme.acces_support, plateforme.fiche_espace, plateforme.maitre_ouvrage_siret to maillon_vues;
create policy vues on plateforme.convention for select to maillon_vues using (true);
create policy vues on plateforme.avenant for select to maillon_vues using (true);
create policy vues on plateforme.acces_support for select to maillon_vues using (true);
-- la fiche et les SIRET suivent déjà l'espace, que les vues lisent tout entier

-- La définition de convention_du_jour, lue avec les droits des vues ; personne d'autre ne la lit.
do $$
begin
  execute 'create view plateforme.termes_du_jour as ' || pg_get_viewdef('plateforme.convention_du_jour'::regclass);
end $$;
alter view plateforme.termes_du_jour owner to maillon_vues;
comment on view plateforme.termes_du_jour is 'convention_du_jour, pour acces_du_jour seule.';

-- D'une adresse à l'espace qu'elle nomme, le temps d'identifier qui la demande.
create view plateforme.adresse_espace with (security_barrier = true) as
select m.code, m.id from plateforme.maitre_ouvrage m where (select app.perimetre()) = 'identification';
alter view plateforme.adresse_espace owner to maillon_vues;
grant select on plateforme.adresse_espace to maillon_app;
comment on view plateforme.adresse_espace is 'Le code d''adresse de chaque espace. Dit qu''un espace existe, jamais à qui il est ouvert.';

-- Même contenu que V019.
drop view plateforme.acces_du_jour;
create view plateforme.acces_du_jour with (security_barrier = true) as
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
