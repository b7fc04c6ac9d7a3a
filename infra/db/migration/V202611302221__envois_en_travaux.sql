-- Un envoi dit ce qui est à envoyer et ce qu'il en advient ; ce qui le mène est un travail du système. Et il connaît un sujet, quel qu'il soit.
alter table plateforme.envoi no force row level security;
alter table plateforme.tache no force row level security;
alter table plateforme.travail no force row level security;
delete from plateforme.tache where nom = 'envois';

alter table plateforme.envoi
  add column travail_id uuid,
  add column sujet_type text check (sujet_type ~ '^[a-z][a-z-]{1,40}$'),
  add column sujet_id uuid,
  add constraint envoi_sujet check ((sujet_type is null) = (sujet_id is null));
update plateforme.envoi
   set sujet_type = case when changement_id is not null then 'changement-adresse' when invitation_id is not null then 'invitation' else 'invitation-equipe' end,
       sujet_id = coalesce(changement_id, invitation_id, invitation_equipe_id)
 where coalesce(changement_id, invitation_id, invitation_equipe_id) is not null;
drop index plateforme.envoi_prochain_essai_idx;
alter table plateforme.envoi
  drop constraint envoi_de_qui,
  drop column changement_id,
  drop column invitation_id,
  drop column invitation_equipe_id,
  drop column reserve_jusqu_a,
  add constraint envoi_de_qui check (case when maitre_ouvrage_id is null then coalesce(sujet_type, '') in ('invitation-equipe', 'changement-adresse') or nature in ('GROUPES', 'IDENTITE')
                                          else coalesce(sujet_type, '') <> 'invitation-equipe' and nature <> 'GROUPES' end);
-- Ce que la base doit encore en savoir : une invitation désignée est du même espace, car le système la mène sans demander à qui elle est ; une
-- personne effacée emporte les changements de son adresse, et ce qu'on en écrivait.
alter table plateforme.envoi
  add column de_l_invitation uuid generated always as (case when sujet_type = 'invitation' then sujet_id end) stored,
  add column du_changement uuid generated always as (case when sujet_type = 'changement-adresse' then sujet_id end) stored,
  add foreign key (maitre_ouvrage_id, de_l_invitation) references plateforme.invitation (maitre_ouvrage_id, id),
  add foreign key (du_changement) references plateforme.changement_adresse on delete cascade;
create index on plateforme.envoi (sujet_id);
create index on plateforme.envoi (du_changement) where du_changement is not null;
create unique index envoi_par_travail on plateforme.envoi (travail_id);
comment on column plateforme.envoi.sujet_type is 'Ce qui le cause, et montre où il en est.';
comment on column plateforme.envoi.travail_id is 'Le dernier travail demandé ; un plus ancien n''y touche plus.';
comment on column plateforme.envoi.prochain_essai is 'Tel qu''on le dit ; c''est le travail qui attend.';

-- Ce qui attend repart de là où il en était.
update plateforme.envoi set travail_id = gen_random_uuid() where etat = 'A_FAIRE';
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, etat, essais, prochaine, cree_le)
select '00000000-0000-0000-0000-000000000000', travail_id, 'SYSTEME', 'envoi', travail_id::text, 'Envoi', '00000000-0000-0000-0000-000000000000', 'Maillon',
       'A_FAIRE', least(tentatives, 11), prochain_essai, cree_le
  from plateforme.envoi where etat = 'A_FAIRE';

-- D'où l'on pose un envoi, on peut demander au système de le mener, et rien d'autre : ni le lire, ni l'arrêter, ni lui confier autre chose. Sans envoi
-- qui le désigne, ce travail ne fait rien : c'est la politique de l'envoi qui dit qui en pose.
create policy envoi on plateforme.travail for insert to maillon_app
  with check (porteur = 'SYSTEME' and nature = 'envoi' and etat = 'A_FAIRE' and reserve_a is null
              and auteur_id = '00000000-0000-0000-0000-000000000000'
              and ((select app.espace_entre()) is not null or (select app.perimetre()) in ('centre', 'identification')));

alter table plateforme.envoi force row level security;
alter table plateforme.tache force row level security;
alter table plateforme.travail force row level security;
