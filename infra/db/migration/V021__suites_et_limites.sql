-- Les suites d'un effacement : un courriel que le serveur de courrier refuse sans appel ne se réessaie pas, mais se compte.
alter table plateforme.certificat_effacement add column refuses integer not null default 0 check (refuses >= 0);
comment on column plateforme.certificat_effacement.refuses is 'Courriels refusés sans appel ; leur adresse n''est pas gardée.';
comment on column plateforme.certificat_effacement.comptes_a_fermer is 'Comptes qui n''ont plus d''espace et leur adresse, « id:courriel », le temps de les fermer ; effacés ensuite.';
