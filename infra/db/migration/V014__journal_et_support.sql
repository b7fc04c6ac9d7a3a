-- Le journal se lit, se vérifie et se purge ; le support n'entre que vu.

-- === Purge : une ancre par purge, pour que ce qui reste se vérifie encore ===
insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('JOURNAL_CONSERVATION_MOIS', '2021-10-14', null, 12, 'mois', 'Durée de conservation du journal d''un espace',
 'CNIL, délibération 2021-122 du 14 octobre 2021, recommandation sur la journalisation : entre six mois et un an', true);

-- Avant cet instant, une ligne du journal peut être purgée ; sans paramètre en vigueur, null : rien ne peut l'être. L'heure est celle de la base.
create function app.limite_du_journal() returns timestamptz language sql stable as $$
  select now() - make_interval(months => p.valeur::integer) from plateforme.parametre p
   where p.code = 'JOURNAL_CONSERVATION_MOIS' and p.du <= current_date and (p.au is null or p.au >= current_date) order by p.du desc limit 1 $$;

create table plateforme.journal_ancre (
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  rang bigint not null,
  empreinte text not null,
  lignes bigint not null check (lignes > 0 and lignes <= rang),
  au timestamptz not null,
  purge_le timestamptz not null default now(),
  primary key (maitre_ouvrage_id, rang)
);
comment on table plateforme.journal_ancre is 'La dernière ligne d''une purge : son rang et son empreinte, que la première ligne gardée cite.';
comment on column plateforme.journal_ancre.lignes is 'Lignes purgées cette fois : toutes celles depuis l''ancre précédente.';
alter table plateforme.journal_ancre enable row level security;
alter table plateforme.journal_ancre force row level security;
grant select on plateforme.journal_ancre to maillon_app;
create policy lecture on plateforme.journal_ancre for select using (maitre_ouvrage_id = (select app.espace_entre()));

-- Le rang ancré ; zéro : rien n'a été purgé. En plpgsql : une politique ne peut lire sa propre table dans sa phrase.
create function app.ancre_du_journal(espace uuid) returns bigint language plpgsql stable as $$
begin
  return (select coalesce(max(a.rang), 0) from plateforme.journal_ancre a where a.maitre_ouvrage_id = espace);
end $$;

-- Le rôle d'entretien, et lui seul : ne voit du journal que ce qui a fait son temps, n'ancre qu'un début entier de chaîne, ne retire que ce qui est ancré.
grant usage on schema app, plateforme to maillon_entretien;
grant select, delete on plateforme.journal to maillon_entretien;
grant select, insert on plateforme.journal_ancre to maillon_entretien;
grant select on plateforme.parametre to maillon_entretien;
create policy purge_parametre on plateforme.parametre for select to maillon_entretien using (code = 'JOURNAL_CONSERVATION_MOIS');
create policy purge_lecture on plateforme.journal for select to maillon_entretien using (quand < (select app.limite_du_journal()));
create policy purge_lecture on plateforme.journal_ancre for select to maillon_entretien using (au < (select app.limite_du_journal()));
create policy purge_ajout on plateforme.journal_ancre for insert to maillon_entretien
  with check (exists (select 1 from plateforme.journal j where j.maitre_ouvrage_id = journal_ancre.maitre_ouvrage_id
                         and j.rang = journal_ancre.rang and j.empreinte = journal_ancre.empreinte and j.quand = journal_ancre.au)
              and lignes = (select count(*) from plateforme.journal j where j.maitre_ouvrage_id = journal_ancre.maitre_ouvrage_id and j.rang <= journal_ancre.rang)
              and rang - lignes = app.ancre_du_journal(maitre_ouvrage_id));
create policy purge on plateforme.journal for delete to maillon_entretien
  using (quand < (select app.limite_du_journal())
         and exists (select 1 from plateforme.journal_ancre a where a.maitre_ouvrage_id = journal.maitre_ouvrage_id and a.rang >= journal.rang));

-- === Vérification : la chaîne relue par la base ; la commande la relit en Java, sans cette fonction ===
-- Une ligne par défaut trouvé, la première d'abord ; aucune : la chaîne tient de l'ancre à la tête.
create function app.defauts_du_journal(espace uuid) returns table (rang bigint, defaut text) language sql stable as $$
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

-- === Support ===
alter table plateforme.acces_support
  add column ferme_par_nom text,
  add column vu_le timestamptz,
  add column vu_par_nom text;
comment on column plateforme.acces_support.vu_le is 'Quand un agent de l''espace a dit avoir vu ce bris de glace ; null : l''espace le montre encore.';

-- Entrer sans fenêtre suppose de nommer l'espace : le support connaît les codes, rien de plus.
create policy support on plateforme.maitre_ouvrage for select
  using ((select app.perimetre()) = 'identification' and etat <> 'FERME'
         and exists (select 1 from plateforme.habilitation h where h.titre = 'SUPPORT' and h.du <= current_date and (h.au is null or h.au >= current_date)));
