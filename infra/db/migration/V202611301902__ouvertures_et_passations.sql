-- L'ouverture d'espaces en nombre et la passation d'un portefeuille sont des travaux comme les autres : celui du centre, celui de l'équipe.
alter table plateforme.travail no force row level security;
alter table plateforme.import_espaces no force row level security;
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, etat, prochaine, cree_le)
select '00000000-0000-0000-0000-000000000000', f.id, 'CENTRE', 'ouverture-d-espaces', f.id::text, 'Ouverture des espaces de ' || f.fichier, f.demande_par,
       f.demande_par_nom, 'A_FAIRE', now(), coalesce(f.confirme_le, f.cree_le)
  from plateforme.import_espaces f where f.etat = 'EN_COURS';
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, etat, prochaine, cree_le)
select '00000000-0000-0000-0000-000000000000', p.id, 'EQUIPE', 'passation', p.id::text, 'Transfert d''un portefeuille', p.par, p.par_nom, 'A_FAIRE',
       p.effet::timestamp at time zone 'Europe/Paris', p.quand
  from plateforme.passation p where p.etat = 'PREVUE';
alter table plateforme.travail force row level security;
alter table plateforme.import_espaces force row level security;

-- Le système n'a plus à lire quels fichiers mener : le travail le dit.
drop policy lecture on plateforme.import_espaces;
create policy lecture on plateforme.import_espaces for select using ((select app.perimetre()) = 'centre');
alter table plateforme.passation_espace drop column essais;

alter table plateforme.tache no force row level security;
delete from plateforme.tache where nom in ('ouverture-d-espaces', 'passations');
alter table plateforme.tache force row level security;
