-- Ce qu'un changement défait sans retour se dit avant qu'on le fasse.
alter table plateforme.parametre add column mise_en_garde text check (mise_en_garde ~ '[^[:space:]]');
comment on column plateforme.parametre.mise_en_garde is 'Ce qu''une autre valeur ferait sans retour ; null : rien.';
update plateforme.parametre set mise_en_garde = 'Une durée plus courte efface sans retour, à la purge suivante, les lignes plus anciennes des journaux de tous les espaces.' where code = 'JOURNAL_CONSERVATION_MOIS';
update plateforme.parametre set mise_en_garde = 'Un seuil plus bas publie des chiffres jusqu''ici cachés : une personne peut s''y reconnaître, et ce qui est lu ne se reprend pas.' where code = 'SECRET_STATISTIQUE_PERSONNES';
update plateforme.parametre set mise_en_garde = 'Le délai se compte à la fermeture de l''espace : les espaces déjà fermés gardent le leur.' where code = 'DELAI_EFFACEMENT_JOURS';
