-- Qui a devancé un geste : le dernier acte noté sur un objet se lit par son identifiant.
create index journal_objet on plateforme.journal (maitre_ouvrage_id, objet, rang desc) where objet is not null;

-- Au centre, le journal de l'espace ne se lit pas : la fiche dit elle-même qui l'a changée en dernier.
alter table plateforme.maitre_ouvrage add column change_par_nom text, add column change_le timestamptz;

-- Une correction change la déclaration : qui la lisait avant le sait. Qui a déclaré, qui a décidé : la même personne, ou non.
alter table metier.declaration_heures
  add column declaree_par uuid,
  add column decidee_par uuid,
  add column corrigee_par_nom text,
  add column corrigee_le timestamptz;
