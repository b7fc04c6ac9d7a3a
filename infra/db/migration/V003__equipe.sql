-- L'équipe : ce que les facilitateurs partagent. La personne appartient à l'équipe, non à un maître d'ouvrage :
-- elle peut travailler pour plusieurs, et c'est pourquoi on la compte une fois.

create table equipe.participant (
  id uuid primary key,
  nom text not null check (length(nom) between 1 and 80),
  prenom text not null check (length(prenom) between 1 and 80),
  date_naissance date not null check (date_naissance >= date '1920-01-01'),
  sexe text not null check (sexe in ('F','M','NON_PRECISE')),
  niveau text not null check (niveau in ('INFRA_CAP','CAP_BEP','BAC','BAC_PLUS_2','BAC_PLUS_3','INCONNU')),
  residence_qpv boolean,
  recherche text not null check (length(recherche) > 0),
  version integer not null default 0,
  cree_le timestamptz not null default now()
);
create index on equipe.participant (date_naissance);
comment on column equipe.participant.recherche is 'Nom, prénom, nom, sans accents ni majuscules : ce que cherche le filtre texte, dans un ordre ou dans l''autre.';
comment on table equipe.participant is 'Jamais de NIR (domaine, 3, RGPD).';

create table equipe.eligibilite (
  id uuid primary key,
  participant_id uuid not null references equipe.participant,
  critere text not null,
  preuve text not null,
  preuve_vue_le date not null,
  decision text not null check (decision in ('ELIGIBLE','NON_ELIGIBLE','DEROGATION')),
  motif text,
  date_entree date not null,
  duree_mois integer not null check (duree_mois between 1 and 120),
  date_fin date not null check (date_fin >= date_entree),
  decidee_par uuid not null,
  decidee_par_nom text not null,
  cree_le timestamptz not null default now(),
  check (decision <> 'DEROGATION' or length(motif) > 0)
);
create index on equipe.eligibilite (participant_id);

create table equipe.entreprise (
  siret text primary key check (siret ~ '^[0-9]{14}$'),
  nom text not null,
  type_structure text not null default 'ENTREPRISE'
    check (type_structure in ('ENTREPRISE','EI','ETTI','AI','ACI','EITI','EA','EATT','ESAT','GEIQ','REGIE_QUARTIER','ETT','AUTRE'))
);

create table equipe.grille_calibrage (
  id uuid primary key,
  code text not null,
  libelle text not null,
  du date not null,
  au date,
  part_main_oeuvre numeric(5,4) not null check (part_main_oeuvre between 0 and 1),
  cout_horaire numeric(7,2) not null check (cout_horaire > 0),
  source text not null check (length(source) > 0),
  verifie boolean not null default false,
  version integer not null default 0,
  check (au is null or au >= du),
  unique (code, du)
);
comment on table equipe.grille_calibrage is 'Part de main-d''oeuvre et coût horaire chargé par métier : aucune table nationale officielle n''existe, chaque ligne porte donc sa date et sa source.';

do $$
declare t text;
begin
  foreach t in array array['participant','eligibilite','entreprise','grille_calibrage'] loop
    execute format('alter table equipe.%I enable row level security', t);
    execute format('alter table equipe.%I force row level security', t);
    execute format('grant select, insert, update on equipe.%I to maillon_app', t);
  end loop;
  foreach t in array array['participant','eligibilite','entreprise'] loop
    execute format('create policy lecture on equipe.%I for select using ((select app.equipe()))', t);
  end loop;
  foreach t in array array['participant','eligibilite','entreprise','grille_calibrage'] loop
    -- le portefeuille lit seulement : on écrit depuis l'équipe ou depuis un espace où l'on est entré
    execute format('create policy ajout on equipe.%I for insert with check ((select app.equipe()) and (select app.perimetre()) in (''equipe'', ''espace''))', t);
    execute format('create policy modification on equipe.%I for update using ((select app.equipe()) and (select app.perimetre()) in (''equipe'', ''espace''))', t);
  end loop;
end $$;
revoke update on equipe.eligibilite from maillon_app;
drop policy modification on equipe.eligibilite;
create policy proprietaire on equipe.grille_calibrage to maillon_owner using (true) with check (true);
create policy lecture on equipe.grille_calibrage for select using ((select app.perimetre()) <> 'aucun');
