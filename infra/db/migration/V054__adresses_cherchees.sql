-- Qui a cette adresse, ou s'en sert pour se connecter : le centre le cherche, et une adresse confirmée ne doit être à personne d'autre.
create index on plateforme.utilisateur (lower(courriel));
create index on plateforme.utilisateur (lower(identifiant));
