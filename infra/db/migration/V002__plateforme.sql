-- Plateforme : qui existe, qui assiste qui, qui entre où.

create table plateforme.utilisateur (
  id uuid primary key,
  identifiant text not null unique,
  nom text not null,
  courriel text not null
);
comment on column plateforme.utilisateur.id is 'Le « sub » de Keycloak.';

create table plateforme.structure (
  id uuid primary key,
  nom text not null
);
comment on table plateforme.structure is 'Structure porteuse : l''employeur des facilitateurs (MDE, PLIE, GIP, métropole).';

create table plateforme.maitre_ouvrage (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9](-?[a-z0-9])*$' and length(code) between 2 and 40),
  nom text not null check (length(nom) between 1 and 200),
  sigle text not null check (length(sigle) between 1 and 3),
  type text not null check (type in ('COMMUNE','EPCI','DEPARTEMENT','REGION','BAILLEUR','SANTE','ETAT','CENTRALE_ACHAT','AUTRE_PUBLIC','PRIVE')),
  couleur text not null check (couleur ~ '^#[0-9a-f]{6}$'),
  etat text not null default 'OUVERT' check (etat in ('OUVERT','SUSPENDU','FERME')),
  import_par_siren boolean not null default false,
  version integer not null default 0
);
comment on column plateforme.maitre_ouvrage.import_par_siren is 'Prendre aussi les marchés des autres établissements du même SIREN.';

create table plateforme.maitre_ouvrage_siret (
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  primary key (maitre_ouvrage_id, siret)
);

create table plateforme.habilitation (
  utilisateur_id uuid not null references plateforme.utilisateur,
  titre text not null check (titre in ('FACILITATEUR','COORDINATEUR','CENTRAL')),
  du date not null,
  au date,
  primary key (utilisateur_id, titre, du),
  check (au is null or au >= du)
);
comment on table plateforme.habilitation is 'Ce qu''une personne peut être aujourd''hui. Le jeton dit qui elle est ; cette table, ce qu''elle peut : un jeton peut survivre à un droit.';

create table plateforme.adhesion (
  utilisateur_id uuid not null references plateforme.utilisateur,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  du date not null,
  au date,
  primary key (utilisateur_id, maitre_ouvrage_id, du),
  check (au is null or au >= du)
);

create table plateforme.convention (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  structure_id uuid not null references plateforme.structure,
  du date not null,
  au date not null,
  check (au >= du),
  unique (id, maitre_ouvrage_id)
);

create table plateforme.affectation (
  id uuid primary key,
  convention_id uuid not null,
  maitre_ouvrage_id uuid not null,
  utilisateur_id uuid not null references plateforme.utilisateur,
  du date not null,
  au date,
  check (au is null or au >= du),
  foreign key (convention_id, maitre_ouvrage_id) references plateforme.convention (id, maitre_ouvrage_id)
);
create index on plateforme.affectation (utilisateur_id);
create index on plateforme.adhesion (maitre_ouvrage_id);
create index on plateforme.convention (maitre_ouvrage_id);

-- Paramètres datés et sourcés : les règles de droit, les seuils, les plafonds. Jamais de constante dans le code.
create table plateforme.parametre (
  code text not null,
  du date not null,
  au date,
  valeur numeric not null,
  unite text not null,
  libelle text not null,
  source text not null,
  verifie boolean not null default false,
  primary key (code, du),
  check (au is null or au >= du)
);
comment on column plateforme.parametre.verifie is 'Faux : connu par la pratique, texte non relu (domaine, marque NV).';

do $$
declare t text;
begin
  foreach t in array array['utilisateur','structure','maitre_ouvrage','maitre_ouvrage_siret','habilitation','adhesion','convention','affectation','parametre'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select on plateforme.%I to maillon_app', t);
    -- FORCE vaut aussi pour le propriétaire : c'est lui qui ouvre les espaces et tient les référentiels, jamais les données d'un espace
    execute format('create policy proprietaire on plateforme.%I to maillon_owner using (true) with check (true)', t);
  end loop;
end $$;

-- Périmètre « identification » : une personne ne voit que ce qui parle d'elle, pour savoir où elle peut entrer.
-- Entrée dans un espace, elle n'y voit de la plateforme que ce qui parle de cet espace : ses autres espaces n'y paraissent pas.
create policy soi on plateforme.utilisateur for select
  using ((id = (select app.utilisateur()) and (select app.perimetre()) <> 'aucun') or (select app.equipe()) or (select app.perimetre()) = 'centre');
create policy soi on plateforme.habilitation for select
  using (utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) <> 'aucun');
create policy soi on plateforme.adhesion for select
  using ((utilisateur_id = (select app.utilisateur()) and (select app.perimetre()) = 'identification')
         or (select app.perimetre()) = 'centre');
create policy soi on plateforme.affectation for select
  using (maitre_ouvrage_id = (select app.tenant_courant())
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
             and (utilisateur_id = (select app.utilisateur())
                  or exists (select 1 from plateforme.habilitation h
                              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
create policy concernes on plateforme.convention for select
  using (maitre_ouvrage_id = (select app.tenant_courant())
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
             and (exists (select 1 from plateforme.affectation a where a.convention_id = convention.id and a.utilisateur_id = (select app.utilisateur()))
                  or exists (select 1 from plateforme.habilitation h
                              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
create policy concernes on plateforme.structure for select
  using ((select app.perimetre()) <> 'aucun');
create policy concernes on plateforme.maitre_ouvrage for select
  using (id = any ((select app.tenants_lisibles())::uuid[])
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) = 'identification'
             and (exists (select 1 from plateforme.adhesion a where a.maitre_ouvrage_id = maitre_ouvrage.id)
                  or exists (select 1 from plateforme.convention c where c.maitre_ouvrage_id = maitre_ouvrage.id))));
create policy concernes on plateforme.maitre_ouvrage_siret for select
  using (exists (select 1 from plateforme.maitre_ouvrage m where m.id = maitre_ouvrage_id));
create policy tous on plateforme.parametre for select
  using ((select app.perimetre()) <> 'aucun');

-- Les espaces où la personne peut entrer aujourd'hui, et à quel titre. Un titre au plus par espace :
-- l'agent d'un espace qui serait aussi facilitateur y entre comme agent.
create view plateforme.acces_du_jour with (security_invoker = true) as
select distinct on (m.id)
       m.id, m.code, m.nom, m.sigle, m.type, m.couleur, m.etat, d.titre, d.jusqu_au,
       (select string_agg(s.siret, ' ' order by s.siret) from plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id) as sirets,
       m.import_par_siren
  from plateforme.maitre_ouvrage m
  join (select a.maitre_ouvrage_id, 'AGENT' as titre, 1 as rang, a.au as jusqu_au
          from plateforme.adhesion a
         where a.utilisateur_id = app.utilisateur() and a.du <= current_date and (a.au is null or a.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'FACILITATEUR', 2, least(c.au, a.au, h.au)
          from plateforme.affectation a
          join plateforme.convention c on c.id = a.convention_id
          join plateforme.habilitation h on h.utilisateur_id = a.utilisateur_id and h.titre = 'FACILITATEUR'
         where a.utilisateur_id = app.utilisateur()
           and current_date between c.du and c.au
           and a.du <= current_date and (a.au is null or a.au >= current_date)
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'COORDINATEUR', 3, least(c.au, h.au)
          from plateforme.convention c
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'COORDINATEUR'
         where current_date between c.du and c.au
           and h.du <= current_date and (h.au is null or h.au >= current_date)) d
    on d.maitre_ouvrage_id = m.id
 where m.etat <> 'FERME'
 order by m.id, d.rang;
grant select on plateforme.acces_du_jour to maillon_app;
