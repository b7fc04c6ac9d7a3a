-- Une vue qui porte sa garde la fait passer avant tout ce que la requête y ajoute : sans « security_barrier », une fonction
-- qui se plaint de sa valeur (un cast, une division) est évaluée sur les lignes cachées et son message les cite.
alter view plateforme.consommation set (security_barrier = true);
alter view plateforme.facilitateur set (security_barrier = true);
alter view plateforme.demandes_suivies set (security_barrier = true);

-- Qui a été de l'équipe : pour l'équipe, et pour l'espace où l'on est entré (l'archive y tait les siens). Nulle part ailleurs.
create or replace view plateforme.membre_equipe with (security_barrier = true) as
select distinct utilisateur_id from plateforme.habilitation
 where (select app.equipe()) or (select app.espace_entre()) is not null;

-- === Le journal ne s'écrit que par app.journaliser ===
-- Qui lit un espace y note son entrée : il fait avancer la tête. Il ne peut plus la poser ailleurs que sur la dernière ligne écrite,
-- ni écrire une ligne qui ne suive pas la tête : la chaîne ne se coupe ni ne se saute, même par une requête injectée.
grant select on plateforme.journal to maillon_vues;
create policy vues on plateforme.journal for select to maillon_vues using (true);
-- Ni date, ni auteur, ni acte ; le centre et la coordination y notent sans lire le journal.
create view plateforme.journal_maillon with (security_barrier = true) as
select j.maitre_ouvrage_id, j.rang, j.empreinte from plateforme.journal j
 where j.maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme', 'equipe');
alter view plateforme.journal_maillon owner to maillon_vues;
grant select on plateforme.journal_maillon to maillon_app;
comment on view plateforme.journal_maillon is 'Rang et empreinte de chaque ligne : de quoi n''avancer la tête que sur la dernière.';

drop policy tete on plateforme.journal_tete;
drop policy coordination on plateforme.journal_tete;
create function app.avance_le_journal(espace uuid) returns boolean language sql stable
  return espace = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme')
         or (select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date));
create policy lecture on plateforme.journal_tete for select to maillon_app using (app.avance_le_journal(maitre_ouvrage_id));
create policy naissance on plateforme.journal_tete for insert to maillon_app
  with check (app.avance_le_journal(maitre_ouvrage_id) and rang = 0 and empreinte = '');
create policy avance on plateforme.journal_tete for update to maillon_app
  using (app.avance_le_journal(maitre_ouvrage_id))
  with check (app.avance_le_journal(maitre_ouvrage_id)
              and exists (select 1 from plateforme.journal_maillon m where m.maitre_ouvrage_id = journal_tete.maitre_ouvrage_id
                             and m.rang = journal_tete.rang and m.empreinte = journal_tete.empreinte)
              and not exists (select 1 from plateforme.journal_maillon m where m.maitre_ouvrage_id = journal_tete.maitre_ouvrage_id and m.rang > journal_tete.rang));

drop policy ajout on plateforme.journal;
drop policy coordination on plateforme.journal;
create policy ajout on plateforme.journal for insert to maillon_app
  with check (((maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) = 'centre') and auteur_id = (select app.utilisateur())
               or (select app.perimetre()) = 'systeme' and titre = 'SYSTEME')
              and exists (select 1 from plateforme.journal_tete t where t.maitre_ouvrage_id = journal.maitre_ouvrage_id
                             and t.rang = journal.rang - 1 and t.empreinte = journal.precedente));
create policy coordination on plateforme.journal for insert to maillon_app
  with check ((select app.perimetre()) = 'equipe' and nature = 'DROITS' and titre = 'COORDINATEUR' and auteur_id = (select app.utilisateur())
              and exists (select 1 from plateforme.habilitation h
                           where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))
              and exists (select 1 from plateforme.journal_tete t where t.maitre_ouvrage_id = journal.maitre_ouvrage_id
                             and t.rang = journal.rang - 1 and t.empreinte = journal.precedente));
