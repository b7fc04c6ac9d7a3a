-- Ce que chacun garde pour soi en passant d'un maître d'ouvrage à l'autre : des épingles, des filtres ; et ce que l'équipe partage.

create table plateforme.epingle (
  utilisateur_id uuid not null references plateforme.utilisateur,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  le timestamptz not null,
  primary key (utilisateur_id, maitre_ouvrage_id)
);
create index on plateforme.epingle (maitre_ouvrage_id);
comment on table plateforme.epingle is 'Un espace mis en tête de la bascule. Ne donne aucun droit : celle d''un espace qui n''est plus ouvert ne se montre pas.';

create table plateforme.filtre (
  id uuid primary key,
  proprietaire_id uuid not null references plateforme.utilisateur,
  proprietaire_nom text not null,
  nom text not null check (length(nom) between 1 and 60),
  requete text not null check (length(requete) between 1 and 2000),
  partage boolean not null default false,
  retire_par_nom text,
  par_defaut boolean not null default false,
  cree_le timestamptz not null,
  version integer not null default 0,
  check (not partage or retire_par_nom is null)
);
create unique index on plateforme.filtre (proprietaire_id, lower(nom));
create unique index on plateforme.filtre (proprietaire_id) where par_defaut;
create index on plateforme.filtre (lower(nom)) where partage;
comment on column plateforme.filtre.requete is 'La chaîne de requête du portefeuille, ses clés connues seules, en ordre fixe.';
comment on column plateforme.filtre.retire_par_nom is 'Qui, de la coordination, l''a retiré du partage ; la coordination continue de le voir, sa propriétaire aussi.';

do $$
declare t text;
begin
  foreach t in array array['epingle','filtre'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert, delete on plateforme.%I to maillon_app', t);
  end loop;
end $$;
grant update on plateforme.filtre to maillon_app;

create policy lecture on plateforme.epingle for select
  using (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');
create policy ajout on plateforme.epingle for insert
  with check (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');
create policy suppression on plateforme.epingle for delete
  using (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification');

-- Le sien partout où l'on est soi-même ; celui d'un autre quand il est partagé, et sous les seuls périmètres de l'équipe. La coordination
-- retire du partage, et voit ce qu'elle a retiré ; elle ne change rien d'autre. Le portefeuille, en lecture seule sur les espaces, écrit ici.
create policy lecture on plateforme.filtre for select
  using (proprietaire_id = (select app.utilisateur()) and (select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
         or (select app.perimetre()) in ('portefeuille', 'equipe')
            and (partage or retire_par_nom is not null and exists (select 1 from plateforme.habilitation h
                  where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))));
create policy ajout on plateforme.filtre for insert
  with check (proprietaire_id = (select app.utilisateur()) and (select app.perimetre()) in ('portefeuille', 'equipe'));
create policy modification on plateforme.filtre for update
  using ((select app.perimetre()) in ('portefeuille', 'equipe')
         and (proprietaire_id = (select app.utilisateur())
              or partage and exists (select 1 from plateforme.habilitation h
                  where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))))
  with check ((select app.perimetre()) in ('portefeuille', 'equipe')
         and (proprietaire_id = (select app.utilisateur())
              or not partage and retire_par_nom is not null and exists (select 1 from plateforme.habilitation h
                  where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))));
create policy suppression on plateforme.filtre for delete
  using (proprietaire_id = (select app.utilisateur()) and (select app.perimetre()) in ('portefeuille', 'equipe'));
