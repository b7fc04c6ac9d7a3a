-- Comme les autres places, en millions d'octets : « 2 147 483 648 octets » ne se lit pas. Arrondie au-dessus, ce qui passait passe encore.
update plateforme.parametre set code = 'REPRISE_MO_MAX', unite = 'Mo', valeur = ceil(valeur / 1000000) where code = 'REPRISE_OCTETS_MAX';
-- En ajout seul, pour sa propriétaire aussi : sans lever FORCE, elle ne changerait rien, en silence.
alter table plateforme.valeur_retiree no force row level security;
update plateforme.valeur_retiree set code = 'REPRISE_MO_MAX', unite = 'Mo', valeur = ceil(valeur / 1000000) where code = 'REPRISE_OCTETS_MAX';
alter table plateforme.valeur_retiree force row level security;
