-- Une invitation ne s'attache plus à un compte d'après son adresse : elle attend qu'on l'accepte, par le secret que seul son courriel porte. La base n'en
-- garde que l'empreinte, remplacée à chaque envoi ; le compte qui accepte y est noté, et lui seul entre.

alter table plateforme.invitation
  drop constraint invitation_etat_check,
  add column secret_empreinte text check (secret_empreinte ~ '^[0-9a-f]{64}$'),
  add column bail_jusqu_a timestamptz;
alter table plateforme.invitation_equipe
  drop constraint invitation_equipe_etat_check,
  add column secret_empreinte text check (secret_empreinte ~ '^[0-9a-f]{64}$'),
  add column bail_jusqu_a timestamptz;
update plateforme.invitation set etat = 'ACCEPTEE' where etat = 'COMPTE_PRET';
update plateforme.invitation_equipe set etat = 'ACCEPTEE' where etat = 'COMPTE_PRET';
alter table plateforme.invitation add constraint invitation_etat_check check (etat in ('EN_ATTENTE','ACCEPTEE','ECHEC','ANNULEE'));
alter table plateforme.invitation_equipe add constraint invitation_equipe_etat_check check (etat in ('EN_ATTENTE','ACCEPTEE','ECHEC','ANNULEE'));
create unique index invitation_par_secret on plateforme.invitation (secret_empreinte);
create unique index invitation_equipe_par_secret on plateforme.invitation_equipe (secret_empreinte);
comment on column plateforme.invitation.etat is 'EN_ATTENTE : la personne n''a pas encore accepté ; ACCEPTEE : elle est de l''espace ; ECHEC : le courriel n''a pas pu partir ; ANNULEE.';
comment on column plateforme.invitation.secret_empreinte is 'SHA-256 du secret du dernier lien envoyé ; null : aucun lien n''ouvre cette invitation. Le secret lui-même n''est nulle part.';
comment on column plateforme.invitation.bail_jusqu_a is 'Quelqu''un est en train d''accepter ; passé cet instant, on peut recommencer.';
comment on column plateforme.invitation.utilisateur_id is 'Le « sub » du compte qui a accepté.';
comment on column plateforme.invitation.expire_le is 'Fin du lien ; passé ce jour, l''invitation se renvoie.';
update plateforme.parametre set libelle = 'Durée du lien par lequel une personne invitée accepte' where code = 'INVITATION_JOURS';

-- Ce qui préparait un compte d'avance, ou faisait écrire Keycloak, n'a plus lieu ; les invitations qui attendaient sont à renvoyer.
delete from plateforme.envoi where nature in ('COMPTE_EQUIPE', 'MOT_DE_PASSE') or nature = 'COMPTE' and etat in ('A_FAIRE', 'ECHEC');
update plateforme.invitation set etat = 'ECHEC', utilisateur_id = null where etat = 'EN_ATTENTE';
update plateforme.invitation_equipe set etat = 'ECHEC', utilisateur_id = null where etat = 'EN_ATTENTE';
alter table plateforme.envoi
  drop constraint envoi_nature_check,
  add constraint envoi_nature_check check (nature in ('COURRIEL','COURRIEL_GROUPE','INVITATION','COMPTE','RETRAIT_COMPTE','GROUPES')),
  drop constraint envoi_de_qui,
  add constraint envoi_de_qui check ((maitre_ouvrage_id is null) = (invitation_equipe_id is not null or nature = 'GROUPES'));

-- Une adresse peut être donnée, des années plus tard, à quelqu'un d'autre : deux comptes, deux personnes, un même identifiant de connexion.
alter table plateforme.utilisateur drop constraint utilisateur_identifiant_key;
create index utilisateur_identifiant on plateforme.utilisateur (identifiant);

-- Ce que le système pose pour l'équipe, à l'acceptation, se voit et se reprend au centre comme ce que le centre a posé.
drop policy lecture on plateforme.envoi;
create policy lecture on plateforme.envoi for select
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and (par_titre = 'CENTRAL' or maitre_ouvrage_id is null))
         or (select app.perimetre()) = 'systeme');
drop policy modification on plateforme.envoi;
create policy modification on plateforme.envoi for update
  using ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and (par_titre = 'CENTRAL' or maitre_ouvrage_id is null))
         or (select app.perimetre()) = 'systeme')
  with check ((maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or ((select app.perimetre()) = 'centre' and (par_titre = 'CENTRAL' or maitre_ouvrage_id is null))
         or (select app.perimetre()) = 'systeme');
