-- Le journal des espaces : écrit d'une seule façon, chaîné, relu par la base.

create or replace function app.empreinte_journal(j plateforme.journal) returns text language sql stable
  return encode(sha256(convert_to(json_build_array(j.precedente, j.maitre_ouvrage_id, j.rang, (extract(epoch from j.quand) * 1000000)::bigint, j.nature, j.titre,
      j.auteur_id, j.auteur_nom, j.pour_id, j.pour_nom, j.convention_id, j.acte, j.objet, j.detail)::text, 'UTF8')), 'hex');

-- Ni date, ni auteur, ni acte ; le centre et la coordination y notent sans lire le journal.
create or replace view plateforme.journal_maillon with (security_barrier = true) as
select j.maitre_ouvrage_id, j.rang, j.empreinte from plateforme.journal j
 where j.maitre_ouvrage_id = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme', 'equipe');
alter view plateforme.journal_maillon owner to maillon_vues;
grant select on plateforme.journal_maillon to maillon_app;
comment on view plateforme.journal_maillon is 'Rang et empreinte de chaque ligne : de quoi n''avancer la tête que sur la dernière.';

create or replace function app.avance_le_journal(espace uuid) returns boolean language sql stable
  return espace = (select app.espace_entre()) or (select app.perimetre()) in ('centre', 'systeme')
         or (select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date));

-- La seule façon d'écrire au journal : prend la tête, chaîne, avance la tête. La sécurité par ligne de l'appelant s'applique.
create or replace function app.journaliser(espace uuid, instant timestamptz, sa_nature text, son_titre text, qui uuid, qui_nom text, pour uuid, pour_qui text, sa_convention uuid,
    son_acte text, son_objet text, son_detail text) returns bigint language plpgsql volatile as $$
declare
  tete plateforme.journal_tete;
  ligne plateforme.journal;
begin
  -- le verrou de l'espace : pris ici, tout le reste écrit, et rendu par la fin de la transaction qui suit
  select * into tete from plateforme.journal_tete t where t.maitre_ouvrage_id = espace for update;
  if not found then
    insert into plateforme.journal_tete values (espace, 0, '') on conflict do nothing;
    select * into strict tete from plateforme.journal_tete t where t.maitre_ouvrage_id = espace for update;
  end if;
  ligne := row(espace, tete.rang + 1, instant, sa_nature, son_titre, qui, qui_nom, pour, pour_qui, sa_convention, son_acte, son_objet, son_detail, tete.empreinte, '');
  ligne.empreinte := app.empreinte_journal(ligne);
  insert into plateforme.journal select ligne.*;
  update plateforme.journal_tete t set rang = ligne.rang, empreinte = ligne.empreinte where t.maitre_ouvrage_id = espace;
  return ligne.rang;
end $$;

-- Avant cet instant, une ligne du journal peut être purgée ; sans paramètre en vigueur, null : rien ne peut l'être. L'heure est celle de la base.
create or replace function app.limite_du_journal() returns timestamptz language sql stable as $$
  select now() - make_interval(months => p.valeur::integer) from plateforme.parametre p
   where p.code = 'JOURNAL_CONSERVATION_MOIS' and p.du <= current_date and (p.au is null or p.au >= current_date) order by p.du desc limit 1 $$;

-- Le rang ancré ; zéro : rien n'a été purgé. En plpgsql : une politique ne peut lire sa propre table dans sa phrase.
create or replace function app.ancre_du_journal(espace uuid) returns bigint language plpgsql stable as $$
begin
  return (select coalesce(max(a.rang), 0) from plateforme.journal_ancre a where a.maitre_ouvrage_id = espace);
end $$;

-- La chaîne relue par la base ; la commande la relit en Java, sans cette fonction. Une ligne par défaut trouvé, la première d'abord ; aucune : la chaîne tient de l'ancre à la tête.
create or replace function app.defauts_du_journal(espace uuid) returns table (rang bigint, defaut text) language sql stable as $$
  with ancre as (select a.rang, a.empreinte from plateforme.journal_ancre a where a.maitre_ouvrage_id = espace order by a.rang desc limit 1),
  debut as (select coalesce((select a.rang from ancre a), 0) as rang, coalesce((select a.empreinte from ancre a), '') as empreinte),
  lignes as (select j.rang, j.precedente, j.empreinte, app.empreinte_journal(j) as calculee,
                    lag(j.rang, 1, d.rang) over (order by j.rang) as rang_avant, lag(j.empreinte, 1, d.empreinte) over (order by j.rang) as empreinte_avant
               from plateforme.journal j cross join debut d where j.maitre_ouvrage_id = espace),
  fin as (select coalesce((select max(l.rang) from lignes l), d.rang) as rang, coalesce((select l.empreinte from lignes l order by l.rang desc limit 1), d.empreinte) as empreinte from debut d)
  select l.rang, case when l.rang <> l.rang_avant + 1 then 'RANG' when l.precedente <> l.empreinte_avant then 'CHAINE' else 'EMPREINTE' end
    from lignes l where l.rang <> l.rang_avant + 1 or l.precedente <> l.empreinte_avant or l.empreinte <> l.calculee
  union all
  select f.rang, 'TETE' from fin f left join plateforme.journal_tete t on t.maitre_ouvrage_id = espace
   where not (t.rang is null and f.rang = 0) and (t.rang, t.empreinte) is distinct from (f.rang, f.empreinte)
   order by 1, 2 $$;
