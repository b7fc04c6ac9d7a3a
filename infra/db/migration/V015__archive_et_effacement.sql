-- Sortir : une archive que l'administrateur de l'espace emporte, et qu'un espace vide reprend. Effacer : plus une ligne, avec un certificat.

insert into plateforme.parametre (code, du, au, valeur, unite, libelle, source, verifie) values
('EXPORT_VALIDITE_JOURS', '2026-01-01', null, 7, 'jours', 'Durée pendant laquelle l''archive d''un espace se télécharge', 'Choix de conception : le lien d''un export expire (RDV-Insertion)', false),
('EXPORTS_SIMULTANES', '2026-01-01', null, 1, 'exports', 'Exports d''un même espace préparés en même temps', 'Choix de conception : juste usage', false),
('REPRISE_OCTETS_MAX', '2026-01-01', null, 2147483648, 'octets', 'Taille d''une archive qu''un espace peut reprendre', 'Choix de conception', false);

-- === Export ===
create table plateforme.export (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  auteur_id uuid not null,
  auteur_nom text not null,
  etat text not null default 'DEMANDE' check (etat in ('DEMANDE','EN_COURS','PRET','ECHEC')),
  place integer not null check (place >= 1),
  etape text,
  lignes bigint not null default 0,
  octets bigint not null default 0,
  empreinte text,
  demande_le timestamptz not null,
  pret_le timestamptz,
  expire_le timestamptz,
  tentatives integer not null default 0,
  erreur text,
  executant uuid,
  bail timestamptz,
  unique (maitre_ouvrage_id, id),
  check ((etat = 'PRET') = (pret_le is not null))
);
comment on column plateforme.export.place is 'Rang parmi les exports que l''espace prépare ensemble : deux ne peuvent avoir la même, et il y en a EXPORTS_SIMULTANES.';
comment on column plateforme.export.empreinte is 'SHA-256 de l''archive entière, en hexadécimal.';
create unique index export_une_place on plateforme.export (maitre_ouvrage_id, place) where etat in ('DEMANDE', 'EN_COURS');
create index on plateforme.export (demande_le);

create table plateforme.export_morceau (
  maitre_ouvrage_id uuid not null,
  export_id uuid not null,
  rang integer not null,
  contenu bytea not null,
  primary key (export_id, rang),
  foreign key (maitre_ouvrage_id, export_id) references plateforme.export (maitre_ouvrage_id, id) on delete cascade
);

-- === Reprise ===
create table plateforme.reprise (
  id uuid primary key,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  auteur_id uuid not null,
  auteur_nom text not null,
  fichier text not null check (length(fichier) between 1 and 255),
  etat text not null default 'DEPOT' check (etat in ('DEPOT','DEPOSEE','EN_COURS','TERMINEE','ECHEC')),
  etape text,
  octets bigint not null default 0,
  lignes bigint not null default 0,
  lignee uuid,
  noms text,
  source text,
  exportee_le timestamptz,
  empreinte text,
  demande_le timestamptz not null,
  finie_le timestamptz,
  tentatives integer not null default 0,
  erreur text,
  executant uuid,
  bail timestamptz,
  unique (maitre_ouvrage_id, id),
  check (etat <> 'TERMINEE' or lignee is not null)
);
comment on column plateforme.reprise.lignee is 'L''espace premier, d''où viennent ces données : les pseudonymes en dépendent, et réexporter rend les mêmes.';
comment on column plateforme.reprise.noms is 'Noms des agents de l''espace premier, en JSON : ceux que l''archive garde, et qu''un nouvel export doit garder aussi.';
create unique index reprise_une_seule on plateforme.reprise (maitre_ouvrage_id) where etat = 'TERMINEE';

create table plateforme.reprise_morceau (
  maitre_ouvrage_id uuid not null,
  reprise_id uuid not null,
  rang integer not null,
  contenu bytea not null,
  primary key (reprise_id, rang),
  foreign key (maitre_ouvrage_id, reprise_id) references plateforme.reprise (maitre_ouvrage_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['export','export_morceau','reprise','reprise_morceau'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert, delete on plateforme.%I to maillon_app', t);
  end loop;
  foreach t in array array['export','reprise'] loop
    execute format('grant update on plateforme.%I to maillon_app', t);
    execute format('create policy ajout on plateforme.%I for insert with check (maitre_ouvrage_id = (select app.espace_entre()) and auteur_id = (select app.utilisateur()) and (select app.droit()) = ''ADMINISTRATEUR'')', t);
    execute format('create policy modification on plateforme.%I for update using (maitre_ouvrage_id = (select app.espace_entre()) and auteur_id = (select app.utilisateur()) and (select app.droit()) = ''ADMINISTRATEUR'' or (select app.perimetre()) = ''systeme'')'
      || ' with check (maitre_ouvrage_id = (select app.espace_entre()) and auteur_id = (select app.utilisateur()) and (select app.droit()) = ''ADMINISTRATEUR'' or (select app.perimetre()) = ''systeme'')', t);
    execute format('create policy suppression on plateforme.%I for delete using (maitre_ouvrage_id = (select app.espace_entre()) and auteur_id = (select app.utilisateur()) and (select app.droit()) = ''ADMINISTRATEUR'' or (select app.perimetre()) = ''systeme'')', t);
  end loop;
end $$;
-- Une archive n'est qu'à qui l'a demandée, tant qu'il administre l'espace ; le système sait laquelle préparer, il n'en lit pas un octet.
create policy lecture on plateforme.export for select
  using (maitre_ouvrage_id = (select app.espace_entre()) and auteur_id = (select app.utilisateur()) and (select app.droit()) = 'ADMINISTRATEUR'
         or (select app.perimetre()) = 'systeme');
create policy lecture on plateforme.reprise for select
  using (maitre_ouvrage_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR' or (select app.perimetre()) = 'systeme');
create policy lecture on plateforme.export_morceau for select
  using (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.export e where e.id = export_id and e.auteur_id = (select app.utilisateur())));
create policy ajout on plateforme.export_morceau for insert
  with check (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.export e where e.id = export_id and e.auteur_id = (select app.utilisateur())));
create policy suppression on plateforme.export_morceau for delete
  using (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.export e where e.id = export_id and e.auteur_id = (select app.utilisateur())));
create policy lecture on plateforme.reprise_morceau for select
  using (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.reprise r where r.id = reprise_id and r.auteur_id = (select app.utilisateur())));
create policy ajout on plateforme.reprise_morceau for insert
  with check (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.reprise r where r.id = reprise_id and r.auteur_id = (select app.utilisateur())));
create policy suppression on plateforme.reprise_morceau for delete
  using (maitre_ouvrage_id = (select app.espace_entre()) and exists (select 1 from plateforme.reprise r where r.id = reprise_id and r.auteur_id = (select app.utilisateur())));

-- D'où viennent les données d'un espace qui a repris une archive. Deux espaces d'une même lignée comptent les mêmes heures.
grant select on plateforme.reprise to maillon_vues;
create policy vues on plateforme.reprise for select to maillon_vues using (true);
create view plateforme.lignee as
select m.id as maitre_ouvrage_id, coalesce(r.lignee, m.id) as lignee from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE';
alter view plateforme.lignee owner to maillon_vues;

-- === Effacer ===
-- Ce que devient, pour la consolidation, un espace effacé : des sommes par année close et par type, sans espace ni personne.
create table consolide.cumul_efface (
  annee integer not null,
  type text not null,
  marches_clauses integer not null default 0,
  heures_dues numeric(14,2) not null default 0,
  heures_validees numeric(14,2) not null default 0,
  participants_du_type integer not null default 0,
  participants_total integer not null default 0,
  primary key (annee, type)
);
comment on column consolide.cumul_efface.participants_du_type is 'Personnes qui, à l''effacement, n''avaient travaillé cette année-là dans aucun autre espace du même type.';
comment on column consolide.cumul_efface.participants_total is 'Personnes qui, à l''effacement, n''avaient travaillé cette année-là dans aucun autre espace.';
alter table consolide.cumul_efface enable row level security;
alter table consolide.cumul_efface force row level security;
-- l'application n'y voit rien : ces sommes ne se lisent qu'ajoutées aux autres, sous le secret statistique
grant select on consolide.cumul_efface to maillon_vues, maillon_app;
create policy proprietaire on consolide.cumul_efface to maillon_owner using (true) with check (true);
create policy vues on consolide.cumul_efface for select to maillon_vues using (true);

create table plateforme.certificat_effacement (
  id uuid primary key,
  code text not null,
  nom text not null,
  type text not null,
  sirets text not null,
  ouvert_le date,
  ferme_le date not null,
  ferme_par text,
  efface_le timestamptz not null,
  lignes bigint not null,
  tables text not null,
  annees text not null,
  agregats_gardes boolean not null,
  comptes integer not null,
  empreinte_espace text not null,
  empreinte text not null,
  destinataires text,
  comptes_a_fermer text,
  avise_le timestamptz,
  essais integer not null default 0,
  erreur text
);
comment on table plateforme.certificat_effacement is 'Ce qui a été effacé, quand, et combien de lignes. Ne cite pas l''identifiant de l''espace, qui n''est plus nulle part : son empreinte seulement.';
comment on column plateforme.certificat_effacement.tables is 'Lignes effacées par table, en JSON ; ce qui restait après, zéro, y est constaté.';
comment on column plateforme.certificat_effacement.annees is 'Années closes dont la consolidation garde les sommes anonymes.';
comment on column plateforme.certificat_effacement.destinataires is 'Adresses des derniers administrateurs, le temps de leur envoyer le certificat ; effacées ensuite.';
comment on column plateforme.certificat_effacement.comptes_a_fermer is 'Comptes qui n''ont plus d''espace, le temps de les fermer ; effacés ensuite.';
create index on plateforme.certificat_effacement (efface_le desc);
alter table plateforme.certificat_effacement enable row level security;
alter table plateforme.certificat_effacement force row level security;
grant select, update on plateforme.certificat_effacement to maillon_app;
create policy proprietaire on plateforme.certificat_effacement to maillon_owner using (true) with check (true);
create policy lecture on plateforme.certificat_effacement for select using ((select app.perimetre()) in ('centre', 'systeme'));
create policy suites on plateforme.certificat_effacement for update using ((select app.perimetre()) = 'systeme');

-- === Le rôle d'entretien : ne voit et n'efface qu'un espace fermé dont le délai est passé, quoi que demande le code ===
grant usage on schema app, plateforme, metier, consolide to maillon_entretien;
grant select, delete on plateforme.maitre_ouvrage to maillon_entretien;
create policy entretien on plateforme.maitre_ouvrage to maillon_entretien using (etat = 'FERME' and effacable_le <= current_date);
create function app.effacables() returns uuid[] language sql stable as $$
  select coalesce(array_agg(id), '{}') from plateforme.maitre_ouvrage where etat = 'FERME' and effacable_le <= current_date $$;
comment on function app.effacables() is 'Les espaces que l''entretien peut effacer aujourd''hui ; lue sous les droits de qui demande.';

-- Toute table qui parle d'un espace, par tenant_id ou maitre_ouvrage_id : le catalogue les dit, on n'en oublie pas.
create procedure app.ouvrir_entretien(nom regclass) language plpgsql as $$
declare
  colonne name;
begin
  select a.attname into strict colonne from pg_attribute a where a.attrelid = nom and a.attname in ('tenant_id', 'maitre_ouvrage_id') and not a.attisdropped;
  execute format('create policy entretien on %s to maillon_entretien using (%I = any ((select app.effacables())::uuid[]))', nom, colonne);
  execute format('grant select, delete on %s to maillon_entretien', nom);
end $$;
revoke all on procedure app.ouvrir_entretien(regclass) from public;
do $$
declare t regclass;
begin
  for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('plateforme', 'metier', 'consolide', 'equipe') and c.relkind in ('r', 'p')
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant_id', 'maitre_ouvrage_id') and not a.attisdropped) loop
    call app.ouvrir_entretien(t);
  end loop;
end $$;

create or replace procedure app.proteger_espace(nom regclass, gestes text[] default '{ajout,modification,suppression}') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', nom);
  execute format('alter table %s force row level security', nom);
  execute format('create policy lecture on %s for select using (tenant_id = any ((select app.tenants_lisibles())::uuid[]))', nom);
  execute format('grant select on %s to maillon_app', nom);
  if 'ajout' = any (gestes) then
    execute format('create policy ajout on %s for insert with check (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant insert on %s to maillon_app', nom);
  end if;
  if 'modification' = any (gestes) then
    execute format('create policy modification on %s for update using (tenant_id = (select app.tenant_courant())) with check (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant update on %s to maillon_app', nom);
  end if;
  if 'suppression' = any (gestes) then
    execute format('create policy suppression on %s for delete using (tenant_id = (select app.tenant_courant()))', nom);
    execute format('grant delete on %s to maillon_app', nom);
  end if;
  call app.ouvrir_entretien(nom);
  -- Tant que la table n'a pas été analysée, PostgreSQL croit qu'un espace y tient en quelques lignes et, pour en trouver une, le relit
  -- tout entier : le premier import coûte alors le carré de sa taille. « ANALYZE » remplace cette estimation.
  perform pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'tenant_id', 'inherited', false,
      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 5::real)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = nom;
end $$;

grant select, insert, update on consolide.cumul_efface to maillon_entretien;
create policy entretien on consolide.cumul_efface to maillon_entretien using (true) with check (true);
grant insert on plateforme.certificat_effacement to maillon_entretien;
create policy entretien on plateforme.certificat_effacement for insert to maillon_entretien with check (true);
-- les politiques de tous valent aussi pour lui, et lisent ceci : elles ne lui montrent rien
grant select on plateforme.habilitation, plateforme.membre_equipe to maillon_entretien;
grant select on plateforme.lignee to maillon_entretien;

-- Qui tient encore à la plateforme : une adhésion dans un espace qui reste, un titre, une affectation. Les autres partent avec l'espace.
grant select on plateforme.adhesion, plateforme.affectation to maillon_vues;
create policy vues on plateforme.adhesion for select to maillon_vues using (true);
create policy vues on plateforme.affectation for select to maillon_vues using (true);
create view plateforme.personne_attachee as
select a.utilisateur_id from plateforme.adhesion a join plateforme.maitre_ouvrage m on m.id = a.maitre_ouvrage_id where not (m.etat = 'FERME' and m.effacable_le <= current_date)
union select h.utilisateur_id from plateforme.habilitation h
union select f.utilisateur_id from plateforme.affectation f;
alter view plateforme.personne_attachee owner to maillon_vues;
grant select on plateforme.personne_attachee to maillon_entretien;
grant select, delete on plateforme.utilisateur to maillon_entretien;
-- l'adresse d'un dernier administrateur se lit, même s'il reste agent ailleurs ; ne s'efface que qui n'a plus d'espace
create policy entretien_lecture on plateforme.utilisateur for select to maillon_entretien
  using (exists (select 1 from plateforme.adhesion a where a.utilisateur_id = utilisateur.id) or id not in (select p.utilisateur_id from plateforme.personne_attachee p));
create policy entretien on plateforme.utilisateur for delete to maillon_entretien using (id not in (select p.utilisateur_id from plateforme.personne_attachee p));

-- Les personnes de cet espace que nul autre espace ne compte encore, par année : des effectifs, jamais qui.
create view consolide.personnes_propres as
select p.tenant_id, p.annee,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o join plateforme.maitre_ouvrage x on x.id = o.tenant_id
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id and x.type = m.type))::integer as du_type,
       count(*) filter (where not exists (select 1 from consolide.cumul_participant o
                                           where o.annee = p.annee and o.participant_id = p.participant_id and o.heures > 0 and o.tenant_id <> p.tenant_id))::integer as total
  from consolide.cumul_participant p join plateforme.maitre_ouvrage m on m.id = p.tenant_id
 where p.heures > 0 group by p.tenant_id, p.annee;
alter view consolide.personnes_propres owner to maillon_vues;
grant select on consolide.personnes_propres to maillon_entretien;

-- La consolidation ajoute ce que gardent les espaces effacés : les années ici, les chiffres avec leur réécriture (V017).

create or replace view consolide.annees as select annee from consolide.cumul_annee union select annee from consolide.cumul_efface;

-- Où ce texte paraît encore, dans toute table de Maillon, ligne à ligne ; lue par l'administrateur de la base, qui voit tout, après un effacement.
create function app.chercher_partout(cherche text) returns table (nom text, lignes bigint) language plpgsql stable as $$
begin
  for nom in select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname in ('plateforme', 'equipe', 'metier', 'consolide') and c.relkind in ('r', 'p') order by 1 loop
    execute format('select count(*) from %s t where strpos(t::text, $1) > 0', nom) into lignes using cherche;
    return next;
  end loop;
end $$;
revoke all on function app.chercher_partout(text) from public;
