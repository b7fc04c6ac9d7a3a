-- Une erreur se répare : ce qui a été ouvert à tort disparaît tant que rien n'en dépend, et c'est la base qui en juge.
grant delete on metier.contrat, metier.declaration_heures, equipe.participant, equipe.eligibilite to maillon_app;
-- Un contrat : ses déclarations et son registre le retiennent par leurs clés.
create policy suppression on metier.contrat for delete using (tenant_id = (select app.tenant_courant()));
-- Une déclaration validée ne s'efface jamais : le registre, en ajout seul, la cite par sa clé.
create policy suppression on metier.declaration_heures for delete using (tenant_id = (select app.tenant_courant()));
-- L'histoire d'un marché part avec lui, et seulement avec lui : une clause, une demande, un contrat le retiennent par leurs clés.
alter table metier.evenement drop constraint evenement_tenant_id_marche_id_fkey,
  add constraint evenement_tenant_id_marche_id_fkey foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id) on delete cascade;
-- Une fiche, et ses décisions : un contrat, dans quelque espace que ce soit, les retient par sa clé.
create policy suppression on equipe.participant for delete using ((select app.equipe()) and (select app.perimetre()) in ('equipe', 'espace'));
create policy suppression on equipe.eligibilite for delete using ((select app.equipe()) and (select app.perimetre()) in ('equipe', 'espace'));
-- Les contrats d'une personne, chez ceux qu'un facilitateur assiste.
create index contrat_personne on metier.contrat (tenant_id, participant_id);
drop index metier.contrat_participant_id_idx;
alter table equipe.participant add column change_par_nom text, add column change_le timestamptz;
