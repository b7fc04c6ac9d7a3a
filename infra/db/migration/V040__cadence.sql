-- Ce qui écrit à des tiers, ou réveille les gens d'un espace, se fait à un rythme humain.
insert into plateforme.parametre (code, groupe, du, au, valeur, unite, libelle, source, verifie) values
('USAGE_INVITATIONS_HEURE', 'USAGE', '2026-01-01', null, 60, 'invitations par heure', 'Invitations et rappels qu''une personne envoie, et qu''un espace envoie, en une heure', 'Décision de l''équipe', true),
('USAGE_URGENCES_JOUR', 'USAGE', '2026-01-01', null, 10, 'accès par jour', 'Accès d''urgence qu''une personne du support prend, et qu''un espace subit, en un jour', 'Décision de l''équipe', true);
