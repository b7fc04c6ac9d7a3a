-- Qui assiste qui : conventions datées, avenants, affectations, passations. Rien n'y est supprimé : une affectation finit, un avenant change
-- les termes, et tout bascule à minuit par la date seule (convention_du_jour, acces_du_jour), sans tâche.

-- Les services sont des mots séparés d'une espace, null pour tous : un avenant les redonne en entier, la vue n'a qu'à prendre le dernier.
create function app.services_connus(services text) returns boolean language sql immutable
  return services is null or string_to_array(services, ' ') <@ array['CHOIX_LEVIER','CALIBRAGE','REDACTION','ANALYSE_OFFRES','SUIVI_HEURES','AUTRE'] and services <> '';

alter table plateforme.convention
  add column numero text not null default 'C-' || upper(left(gen_random_uuid()::text, 8)) check (length(numero) between 1 and 40),
  add column services text check (app.services_connus(services)),
  add column quota integer check (quota > 0),
  add column signee_par_nom text,
  add column signee_le timestamptz not null default now(),
  add column version integer not null default 0,
  add unique (numero);
comment on column plateforme.convention.services is 'Codes des services couverts, séparés d''une espace ; null : tous.';
comment on column plateforme.convention.quota is 'Demandes d''assistance comprises par année civile ; null : sans limite. Au-delà, une demande est prise, et marquée.';
create index on plateforme.convention (au);

-- Un avenant redonne tous les termes : ceux qu'il ne change pas y sont recopiés.
create table plateforme.avenant (
  convention_id uuid not null,
  maitre_ouvrage_id uuid not null,
  numero integer not null check (numero >= 1),
  effet date not null,
  au date not null,
  services text check (app.services_connus(services)),
  quota integer check (quota > 0),
  objet text not null check (length(objet) between 1 and 500),
  signe_par_nom text not null,
  signe_le timestamptz not null,
  primary key (convention_id, numero),
  check (au >= effet),
  foreign key (convention_id, maitre_ouvrage_id) references plateforme.convention (id, maitre_ouvrage_id)
);
create index on plateforme.avenant (convention_id, effet desc, numero desc);
create index on plateforme.avenant (maitre_ouvrage_id);

alter table plateforme.affectation
  add column passation_id uuid,
  add column creee_par_nom text,
  add column close_par_nom text,
  add column version integer not null default 0,
  drop constraint affectation_check,
  add constraint affectation_periode check (au is null or au >= du - 1);
comment on column plateforme.affectation.au is 'Dernier jour ; la veille de « du » : retirée avant d''avoir commencé, elle n''a rien ouvert.';
create index on plateforme.affectation (convention_id);
create index on plateforme.affectation (maitre_ouvrage_id);

-- La passation d'un portefeuille : les affectations changent d'un coup, les demandes espace par espace, chacun dans sa transaction.
create table plateforme.passation (
  id uuid primary key,
  de uuid not null references plateforme.utilisateur,
  de_nom text not null,
  vers uuid not null references plateforme.utilisateur,
  vers_nom text not null,
  effet date not null,
  etat text not null check (etat in ('PREVUE','FAITE','A_REPRENDRE')),
  par uuid not null references plateforme.utilisateur,
  par_nom text not null,
  quand timestamptz not null,
  finie_le timestamptz,
  version integer not null default 0,
  check (de <> vers)
);
create index on plateforme.passation (quand desc);
create table plateforme.passation_espace (
  passation_id uuid not null references plateforme.passation,
  maitre_ouvrage_id uuid not null references plateforme.maitre_ouvrage,
  etat text not null check (etat in ('A_FAIRE','FAIT','ERREUR')),
  demandes integer not null default 0,
  essais integer not null default 0,
  erreur text,
  primary key (passation_id, maitre_ouvrage_id)
);
create index on plateforme.passation_espace (maitre_ouvrage_id);
comment on column plateforme.passation_espace.demandes is 'Demandes ouvertes passées d''une personne à l''autre dans cet espace.';

do $$
declare t text;
begin
  foreach t in array array['avenant','passation','passation_espace'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert on plateforme.%I to maillon_app', t);
    execute format('create policy proprietaire on plateforme.%I to maillon_owner using (true) with check (true)', t);
  end loop;
end $$;
grant insert on plateforme.structure, plateforme.convention, plateforme.affectation to maillon_app;
grant update on plateforme.convention, plateforme.affectation, plateforme.passation, plateforme.passation_espace to maillon_app;

-- Le centre signe ; le coordinateur, dans l'équipe, répartit. Sans « with check », une modification est jugée, avant et après, par « using ».
create policy ajout on plateforme.structure for insert with check ((select app.perimetre()) = 'centre');
create policy ajout on plateforme.convention for insert with check ((select app.perimetre()) = 'centre');
create policy modification on plateforme.convention for update using ((select app.perimetre()) = 'centre');

create policy concernes on plateforme.avenant for select
  using (maitre_ouvrage_id = (select app.espace_entre())
         or (select app.perimetre()) = 'centre'
         or ((select app.perimetre()) in ('identification', 'portefeuille', 'equipe')
             and (exists (select 1 from plateforme.affectation a where a.convention_id = avenant.convention_id and a.utilisateur_id = (select app.utilisateur()))
                  or exists (select 1 from plateforme.habilitation h
                              where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))));
create policy ajout on plateforme.avenant for insert with check ((select app.perimetre()) = 'centre');

create policy ajout on plateforme.affectation for insert
  with check ((select app.perimetre()) = 'centre'
              or ((select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
                    where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))));
create policy modification on plateforme.affectation for update
  using ((select app.perimetre()) = 'centre'
         or ((select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
               where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date))));

-- Le système mène ce que le coordinateur a décidé ; personne d'autre n'a à le lire.
do $$
declare
  t text;
  qui text := $p$(select app.perimetre()) = 'systeme'
    or ((select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
          where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)))$p$;
begin
  foreach t in array array['passation','passation_espace'] loop
    execute format('create policy lecture on plateforme.%I for select using (%s)', t, qui);
    execute format('create policy ajout on plateforme.%I for insert with check (%s)', t, qui);
    execute format('create policy modification on plateforme.%I for update using (%s)', t, qui);
  end loop;
end $$;

-- Les termes d'aujourd'hui : la convention, telle que l'a laissée le dernier avenant dont l'effet est venu.
-- « fin » est le dernier jour connu, avenants à venir compris.
create view plateforme.convention_du_jour with (security_invoker = true) as
select c.id, c.maitre_ouvrage_id, c.structure_id, c.numero, c.du,
       case when v.numero is null then c.au else v.au end as au,
       case when f.numero is null then c.au else f.au end as fin,
       case when v.numero is null then c.services else v.services end as services,
       case when v.numero is null then c.quota else v.quota end as quota,
       v.numero as avenant,
       current_date between c.du and case when v.numero is null then c.au else v.au end as en_vigueur
  from plateforme.convention c
  left join lateral (select a.numero, a.au, a.services, a.quota from plateforme.avenant a
                      where a.convention_id = c.id and a.effet <= current_date order by a.effet desc, a.numero desc limit 1) v on true
  left join lateral (select a.numero, a.au from plateforme.avenant a
                      where a.convention_id = c.id order by a.effet desc, a.numero desc limit 1) f on true;
grant select on plateforme.convention_du_jour to maillon_app;

-- Où chacun entre aujourd'hui, avec ses droits (V009), la couleur et le logo que l'espace s'est choisis (V011), et les termes du jour ; de
-- deux conventions qui ouvrent le même espace, celle qui dure le plus.
drop view plateforme.acces_du_jour;
create view plateforme.acces_du_jour with (security_invoker = true) as
select distinct on (m.id)
       m.id, m.code, m.nom, m.sigle, m.type, coalesce(f.couleur, m.couleur) as couleur, m.etat, d.titre, d.jusqu_au,
       (select string_agg(s.siret, ' ' order by s.siret) from plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id) as sirets,
       m.import_par_siren, d.droit, d.export, d.convention_id, d.fin, d.ouvert_par, d.ouvert_par_nom, d.bris_de_glace, f.logo_empreinte as logo
  from plateforme.maitre_ouvrage m
  left join plateforme.fiche_espace f on f.maitre_ouvrage_id = m.id
  join (select a.maitre_ouvrage_id, 'AGENT' as titre, 1 as rang, a.au as jusqu_au, a.droit, a.export, null::uuid as convention_id,
               null::timestamptz as fin, null::uuid as ouvert_par, null::text as ouvert_par_nom, false as bris_de_glace
          from plateforme.adhesion a
         where a.utilisateur_id = app.utilisateur() and a.du <= current_date and (a.au is null or a.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'FACILITATEUR', 2, least(c.fin, a.au, h.au), null, false, c.id, null, null, null, false
          from plateforme.affectation a
          join plateforme.convention_du_jour c on c.id = a.convention_id
          join plateforme.habilitation h on h.utilisateur_id = a.utilisateur_id and h.titre = 'FACILITATEUR'
         where a.utilisateur_id = app.utilisateur()
           and c.en_vigueur
           and a.du <= current_date and (a.au is null or a.au >= current_date)
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'COORDINATEUR', 3, least(c.fin, h.au), null, false, c.id, null, null, null, false
          from plateforme.convention_du_jour c
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'COORDINATEUR'
         where c.en_vigueur
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select s.maitre_ouvrage_id, 'SUPPORT', 4, null, null, false, null, s.au, s.ouvert_par, s.ouvert_par_nom, s.bris_de_glace
          from plateforme.acces_support s
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'SUPPORT'
         where s.ferme_le is null and s.du <= now() and s.au > now()
           and (not s.bris_de_glace or s.ouvert_par = app.utilisateur())
           and h.du <= current_date and (h.au is null or h.au >= current_date)) d
    on d.maitre_ouvrage_id = m.id
 where m.etat <> 'FERME'
 order by m.id, d.rang, d.fin desc nulls last, d.jusqu_au desc nulls first;
grant select on plateforme.acces_du_jour to maillon_app;

-- Qui est facilitateur, et de quand à quand : de quoi choisir à qui confier un espace, sans lire les autres titres de personne.
create view plateforme.facilitateur as
select utilisateur_id, du, au from plateforme.habilitation
 where titre = 'FACILITATEUR' and (app.equipe() or app.perimetre() = 'centre');
alter view plateforme.facilitateur owner to maillon_vues;
grant select on plateforme.facilitateur to maillon_app;

-- La demande dit sous quelle convention elle est faite, et si elle dépasse ce que celle-ci comprend dans l'année.
alter table metier.demande
  add column convention_id uuid,
  add column hors_quota boolean not null default false;
comment on column metier.demande.convention_id is 'La convention en vigueur au dépôt ; sans clé étrangère : une archive reprise ailleurs garde le mot, non l''accord.';
create index on metier.demande (tenant_id, convention_id);
alter table metier.demande_message drop constraint demande_message_nature_check;
alter table metier.demande_message add constraint demande_message_nature_check
  check (nature in ('PRISE_EN_CHARGE','AFFECTATION','QUESTION','REPONSE','CONCLUSION','ANNULATION'));

-- Ce qui est consommé d'une convention, par année civile. Le centre en lit le compte, jamais les demandes ; l'espace, le sien.
-- Une demande annulée avant d'être prise en charge ne compte pas.
grant select on metier.demande to maillon_vues;
create policy vues on metier.demande for select to maillon_vues using (true);
create view plateforme.consommation as
select d.tenant_id as maitre_ouvrage_id, d.convention_id, extract(year from d.cree_le at time zone 'Europe/Paris')::integer as annee,
       count(*) as demandes, count(*) filter (where d.hors_quota) as au_dela
  from metier.demande d
 where d.convention_id is not null and not (d.etat = 'ANNULEE' and d.facilitateur_id is null)
   and (app.perimetre() = 'centre' or d.tenant_id = any (app.tenants_lisibles()))
 group by 1, 2, 3;
alter view plateforme.consommation owner to maillon_vues;
grant select on plateforme.consommation to maillon_app;
