-- Les suites d'un effacement : un courriel que le serveur de courrier refuse sans appel ne se réessaie pas, mais se compte.
alter table plateforme.certificat_effacement add column refuses integer not null default 0 check (refuses >= 0);
comment on column plateforme.certificat_effacement.refuses is 'Courriels refusés sans appel ; leur adresse n''est pas gardée.';
comment on column plateforme.certificat_effacement.comptes_a_fermer is 'Comptes qui n''ont plus d''espace et leur adresse, « id:courriel », le temps de les fermer ; effacés ensuite.';

-- Une seule limite d'exports, celle que l'administration centrale étend ou réduit par espace : USAGE_EXPORTS_SIMULTANES et plateforme.limite.
delete from plateforme.parametre where code = 'EXPORTS_SIMULTANES';
update plateforme.parametre set libelle = 'Archives qu''un espace prépare en même temps, et fichiers qu''il sort en même temps d''un serveur' where code = 'USAGE_EXPORTS_SIMULTANES';
comment on column plateforme.export.place is 'Rang parmi les archives que l''espace prépare ensemble : deux ne peuvent avoir le même, et il y en a autant que sa limite d''exports.';
