-- Le travail de fond : une table et un moteur, au lieu d'un par métier. Les imports DECP d'abord.

drop table plateforme.travail;

-- Les travaux d'un espace, de l'équipe, du centre et du système dans une même table : le moteur les prend d'une même requête, et la clé
-- commence par l'espace (hors d'un espace, l'identifiant nul, et le porteur dit qui). Chacun ne voit que les siens ; un travail réservé
-- (une archive) n'est qu'à qui l'a demandé. Le système les voit tous : il sait lequel mener et pour qui, non ce qu'il contient.
create table plateforme.travail (
  tenant_id uuid not null,
  id uuid not null,
  porteur text not null check (porteur in ('ESPACE','EQUIPE','CENTRE','SYSTEME')),
  nature text not null check (nature ~ '^[a-z][a-z-]{1,40}$'),
  cle text not null check (length(cle) between 1 and 200),
  objet text not null check (length(objet) between 1 and 400),
  auteur_id uuid not null,
  auteur_nom text not null,
  reserve_a uuid,
  etat text not null check (etat in ('DEPOT','A_FAIRE','EN_COURS','FAIT','ECHEC','ANNULE')),
  etape text,
  fait bigint not null default 0,
  a_faire bigint not null default 0,
  essais integer not null default 0,
  jeton uuid,
  bail timestamptz,
  prochaine timestamptz not null,
  phrase text check (length(phrase) <= 1000),
  annulation boolean not null default false,
  cree_le timestamptz not null,
  commence_le timestamptz,
  fini_le timestamptz,
  expire_le timestamptz,
  primary key (tenant_id, id),
  check ((porteur = 'ESPACE') = (tenant_id <> '00000000-0000-0000-0000-000000000000')),
  check (etat <> 'EN_COURS' or jeton is not null and bail is not null)
);
comment on table plateforme.travail is 'Ce qui se fait en tâche de fond : demandé, pris sous bail, fini ou remis à plus tard.';
comment on column plateforme.travail.cle is 'Ce que le travail vise : deux travaux vivants d''un même porteur et d''une même nature n''ont pas la même.';
comment on column plateforme.travail.jeton is 'Tiré à chaque prise : le serveur qui n''a plus le dernier n''écrit plus rien.';
comment on column plateforme.travail.reserve_a is 'La seule personne qui le voit ; null : toutes celles de l''espace.';
comment on column plateforme.travail.etat is 'DEPOT : son contenu arrive, ou attend qu''on le confirme.';
create unique index travail_vivant on plateforme.travail (tenant_id, porteur, nature, cle) where etat in ('DEPOT','A_FAIRE','EN_COURS');
create index on plateforme.travail (tenant_id, cree_le desc);
create index on plateforme.travail (tenant_id, nature, cle);
create index on plateforme.travail (tenant_id, nature) where etat = 'EN_COURS';
create index travail_du on plateforme.travail (prochaine) where etat in ('A_FAIRE','EN_COURS');
create index travail_expire on plateforme.travail (expire_le) where expire_le is not null;

alter table plateforme.travail enable row level security;
grant select, insert, update, delete on plateforme.travail to maillon_app;
create policy lecture on plateforme.travail for select to maillon_app
  using (tenant_id = (select app.espace_entre()) and (reserve_a is null or reserve_a = (select app.utilisateur()))
         or (select app.perimetre()) = 'systeme'
         or porteur = 'EQUIPE' and (select app.perimetre()) = 'equipe'
         or porteur = 'CENTRE' and (select app.perimetre()) = 'centre');
-- On administre un espace suspendu sans y écrire : son administrateur peut encore en demander l'archive.
create policy ajout on plateforme.travail for insert to maillon_app
  with check (auteur_id = (select app.utilisateur()) and (reserve_a is null or reserve_a = auteur_id)
              and (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR'
                   or porteur = 'EQUIPE' and (select app.perimetre()) = 'equipe'
                   or porteur = 'CENTRE' and (select app.perimetre()) = 'centre')
              or porteur = 'SYSTEME' and (select app.perimetre()) = 'systeme');
create policy modification on plateforme.travail for update to maillon_app
  using ((reserve_a is null or reserve_a = (select app.utilisateur()))
         and (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or (select app.perimetre()) = 'systeme'
         or porteur = 'EQUIPE' and (select app.perimetre()) = 'equipe'
         or porteur = 'CENTRE' and (select app.perimetre()) = 'centre');
create policy suppression on plateforme.travail for delete to maillon_app
  using ((reserve_a is null or reserve_a = (select app.utilisateur()))
         and (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR')
         or (select app.perimetre()) = 'systeme'
         or porteur = 'EQUIPE' and (select app.perimetre()) = 'equipe'
         or porteur = 'CENTRE' and (select app.perimetre()) = 'centre');
call app.ouvrir_entretien('plateforme.travail');

-- Ce qu'un travail reçoit ou donne, par morceaux. Le système n'en lit pas un octet.
create table plateforme.morceau (
  tenant_id uuid not null,
  travail_id uuid not null,
  rang integer not null,
  contenu bytea not null,
  reserve_a uuid,
  primary key (tenant_id, travail_id, rang),
  foreign key (tenant_id, travail_id) references plateforme.travail (tenant_id, id) on delete cascade
);
alter table plateforme.morceau alter column contenu set storage external;
comment on column plateforme.morceau.reserve_a is 'Comme le travail.';
alter table plateforme.morceau enable row level security;
grant select, insert, delete on plateforme.morceau to maillon_app;
create policy lecture on plateforme.morceau for select to maillon_app
  using (tenant_id = (select app.espace_entre()) and (reserve_a is null or reserve_a = (select app.utilisateur())));
create policy ajout on plateforme.morceau for insert to maillon_app
  with check ((reserve_a is null or reserve_a = (select app.utilisateur()))
              and (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR'));
create policy suppression on plateforme.morceau for delete to maillon_app
  using ((reserve_a is null or reserve_a = (select app.utilisateur()))
         and (tenant_id = (select app.tenant_courant()) or tenant_id = (select app.espace_entre()) and (select app.droit()) = 'ADMINISTRATEUR'));
call app.ouvrir_entretien('plateforme.morceau');

-- === Les imports en route ===
-- En cours : il repart d'où il en était. Déposé : il attend encore deux heures. En échec reprenable : son fichier reste à reprendre.
alter table metier.import_decp no force row level security;
alter table metier.import_morceau no force row level security;
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, etat, fait, a_faire, prochaine, cree_le, fini_le, phrase, expire_le)
select i.tenant_id, i.id, 'ESPACE', 'import-decp', i.id::text, 'Import de ' || i.fichier, i.demande_par, i.demande_par_nom,
       case i.etat when 'DEPOSE' then 'DEPOT' when 'EN_COURS' then 'A_FAIRE' else 'ECHEC' end, i.octets_lus, i.octets, now(), i.cree_le, i.fini_le, i.echec,
       case i.etat when 'DEPOSE' then now() + interval '2 hours' when 'EN_COURS' then null else now() + interval '90 days' end
  from metier.import_decp i where i.etat in ('DEPOSE', 'EN_COURS') or i.etat = 'ECHEC' and i.reprenable;
insert into plateforme.morceau (tenant_id, travail_id, rang, contenu)
select m.tenant_id, m.import_id, m.rang, m.contenu from metier.import_morceau m
 where exists (select 1 from plateforme.travail t where t.tenant_id = m.tenant_id and t.id = m.import_id);
drop table metier.import_morceau;
alter table metier.import_decp drop column executant, drop column bail;
alter table metier.import_decp force row level security;
comment on column metier.import_decp.etat is 'DEPOSE : le fichier arrive, ou attend que son aperçu soit accepté ; il est oublié après deux heures.';
comment on column metier.import_decp.reprenable is 'L''échec ne tient pas au fichier, qui est gardé : l''import peut repartir d''où il en était.';

alter table plateforme.travail force row level security;
alter table plateforme.morceau force row level security;
