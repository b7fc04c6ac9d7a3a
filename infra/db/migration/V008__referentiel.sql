-- Valeurs de référence, datées et sourcées. « verifie » dit si le texte a été lu.

insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('SECRET_STATISTIQUE_PERSONNES', '2026-01-01', null, 11, 'personnes', 'Effectif minimal d''une case publiée', 'Insee, manuel de protection des tableaux, données fiscales sur les personnes ; prudence à confirmer par le DPO', false),
('HEURES_MAX_MOIS', '2020-01-01', null, 250, 'heures', 'Plafond d''heures d''une personne par mois, tous ses contrats d''un espace', 'Choix de conception (domaine, 6)', false),
('ELIGIBILITE_DUREE_MOIS', '2026-01-01', null, 24, 'mois', 'Durée usuelle d''éligibilité depuis la première embauche', 'Pratique des facilitateurs ; recueil non relu', false),
('DELAI_REPONSE_SEMAINES', '2026-01-01', null, 4, 'semaines', 'Délai de réponse de l''équipe à une demande', 'lab110bis, clause sociale de formation, entretiens 2019-2020', true),
('ETP_HEURES', '2026-01-01', null, 1820, 'heures', 'Heures d''un équivalent temps plein (35 x 52)', 'Paris 2007-2012 : 2,15 M d''heures pour 1 180 ETP', true);

insert into equipe.grille_calibrage (id, code, libelle, du, part_main_oeuvre, cout_horaire, source, verifie) values
('10000000-0000-4000-8000-000000000001', 'BATIMENT', 'Bâtiment, moyenne', '2020-01-01', 0.50, 30.00, 'mefsud77.fr, laser-emploi.fr (part) ; mefsud77.fr, haut de fourchette (coût)', true),
('10000000-0000-4000-8000-000000000002', 'PEINTURE', 'Peinture intérieure', '2020-01-01', 0.70, 30.00, 'mefsud77.fr, laser-emploi.fr', true),
('10000000-0000-4000-8000-000000000003', 'MACONNERIE', 'Maçonnerie', '2020-01-01', 0.50, 30.00, 'mefsud77.fr, laser-emploi.fr', true),
('10000000-0000-4000-8000-000000000004', 'CHARPENTE', 'Charpente métallique', '2020-01-01', 0.20, 30.00, 'mefsud77.fr, laser-emploi.fr', true),
('10000000-0000-4000-8000-000000000005', 'BATIMENT_INSEE', 'Bâtiment, coût horaire Insee 2020', '2020-01-01', 0.50, 35.20, 'Insee, coût horaire de la main-d''oeuvre, construction, 2020', true),
('10000000-0000-4000-8000-000000000006', 'SERVICES_INSEE', 'Services administratifs et de soutien (propreté), coût Insee 2020', '2020-01-01', 0.50, 28.00, 'Insee, services administratifs et de soutien, 2020 (coût) ; part à saisir', false);

-- Le serveur vérifie au démarrage que la base est au niveau qu'il connaît.
grant select on public.flyway_schema_history to maillon_app;
