-- Les sources posées à l'installation se lisent dans une page : elles disent le métier, et non comment Maillon a été bâti. Ce que le centre a
-- saisi depuis ne se touche pas.
update plateforme.parametre set source = v.source
  from (values
    ('HEURES_MAX_MOIS', 'Choix de l''équipe : au-delà, c''est presque toujours une erreur de saisie'),
    ('DELAI_REPONSE_SEMAINES', 'Ministère de l''Éducation nationale (110 bis), étude sur la clause sociale de formation, entretiens 2019-2020'),
    ('INVITATION_JOURS', 'Choix de l''équipe'),
    ('DELAI_EFFACEMENT_JOURS', 'Choix de l''équipe : le temps de se raviser et de récupérer ses données'),
    ('EXPORT_VALIDITE_JOURS', 'Choix de l''équipe : une archive ne reste pas à portée sans fin'),
    ('EXPORTS_SIMULTANES', 'Choix de l''équipe : à chacun sa part'),
    ('USAGE_REQUETES_MINUTE', 'Choix de l''équipe, éprouvé : un espace très actif ne gêne pas les autres'),
    ('USAGE_SIMULTANEES', 'Choix de l''équipe, éprouvé : un espace très actif ne gêne pas les autres'),
    ('USAGE_EXPORTS_SIMULTANES', 'Choix de l''équipe'),
    ('USAGE_STOCKAGE_MO', 'Choix de l''équipe')) as v (code, source)
 where parametre.code = v.code and parametre.saisi_par is null;
update plateforme.parametre set source = replace(source, 'Choix de conception', 'Choix de l''équipe') where saisi_par is null;
update plateforme.parametre set source = replace(source, 'six mois : choix de conception', 'six mois : choix de l''équipe') where saisi_par is null;
update plateforme.parametre set source = replace(source, 'par le DPO', 'par le délégué à la protection des données') where saisi_par is null;
update plateforme.parametre set libelle = 'Demandes d''un espace servies en même temps' where code = 'USAGE_SIMULTANEES';
update plateforme.parametre set libelle = 'Archives et fichiers qu''un espace prépare en même temps' where code = 'USAGE_EXPORTS_SIMULTANES';
update plateforme.parametre set libelle = 'Place d''un espace : ses fiches et ses fichiers' where code = 'USAGE_STOCKAGE_MO';

update equipe.grille_calibrage set source = replace(source, 'main-d''oeuvre', 'main-d''œuvre') where id = '10000000-0000-4000-8000-000000000005';
