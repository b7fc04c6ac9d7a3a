-- Une liste qui parle de personnes et qui n'est d'aucun espace laisse, quand on la télécharge, la même trace qu'un titre donné : qui, quoi, quand.
alter table plateforme.acte_equipe
  drop constraint acte_equipe_sens_check,
  add constraint acte_equipe_sens_check check (sens in ('DONNE','RETIRE','NOM','ADRESSE','EXPORT'));
-- L'équipe n'y écrit que ce qu'elle sort elle-même.
create policy sortie on plateforme.acte_equipe for insert to maillon_app
  with check ((select app.perimetre()) = 'equipe' and (select app.equipe()) and sens = 'EXPORT'
              and par_id = (select app.utilisateur()) and utilisateur_id = (select app.utilisateur()));
