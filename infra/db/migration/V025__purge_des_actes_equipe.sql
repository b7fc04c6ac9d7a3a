-- Qui a donné ou retiré un titre dans l'équipe se garde aussi longtemps que le journal d'un espace : une trace de personne n'est pas éternelle.
-- Le rôle d'entretien, et lui seul, ne voit que ce qui a fait son temps, et le retire ; l'application ajoute toujours sans jamais ôter.
grant select, delete on plateforme.acte_equipe to maillon_entretien;
create policy purge_lecture on plateforme.acte_equipe for select to maillon_entretien using (quand < (select app.limite_du_journal()));
create policy purge on plateforme.acte_equipe for delete to maillon_entretien using (quand < (select app.limite_du_journal()));
create index on plateforme.acte_equipe (quand);
