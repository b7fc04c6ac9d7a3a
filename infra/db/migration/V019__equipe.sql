-- L'équipe : qui en est, invité par le centre ; un titre se donne et se retire, daté, et qui l'a fait reste écrit. Et le plus large des
-- titres d'une personne dans un espace est celui qui l'y fait entrer.

-- === Inviter ===
create table plateforme.invitation_equipe (
  id uuid primary key,
  courriel text not null check (courriel = lower(courriel) and courriel ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(courriel) <= 254),
  nom text not null check (length(nom) between 1 and 120),
  titres text not null check (string_to_array(titres, ' ') <@ array['FACILITATEUR','COORDINATEUR','CENTRAL','SUPPORT'] and titres <> ''),
  etat text not null default 'EN_ATTENTE' check (etat in ('EN_ATTENTE','COMPTE_PRET','ECHEC','ANNULEE')),
  utilisateur_id uuid,
  compte_cree boolean not null default false,
  par_id uuid not null,
  par_nom text not null,
  invitee_le timestamptz not null,
  expire_le timestamptz not null check (expire_le > invitee_le),
  finie_le timestamptz,
  version integer not null default 0
);
create unique index invitation_equipe_une_par_personne on plateforme.invitation_equipe (courriel) where etat in ('EN_ATTENTE', 'ECHEC');
create index on plateforme.invitation_equipe (utilisateur_id) where etat = 'EN_ATTENTE';
create index on plateforme.invitation_equipe (invitee_le desc);
comment on table plateforme.invitation_equipe is 'Une personne attendue dans l''équipe ; mêmes états que plateforme.invitation, qui n''est que d''un espace.';
comment on column plateforme.invitation_equipe.titres is 'Les titres qu''elle aura, séparés d''une espace.';

-- Qui a donné, retiré quoi, à qui : l'histoire de l'équipe, en ajout seul. Aucun espace n'y est nommé.
create table plateforme.acte_equipe (
  id uuid primary key,
  quand timestamptz not null,
  utilisateur_id uuid not null,
  titre text not null check (titre in ('FACILITATEUR','COORDINATEUR','CENTRAL','SUPPORT')),
  sens text not null check (sens in ('DONNE','RETIRE')),
  par_id uuid not null,
  par_nom text not null
);
create index on plateforme.acte_equipe (utilisateur_id, quand desc);

-- La boîte d'envoi porte aussi ce qui n'est d'aucun espace : le compte d'un membre de l'équipe, ses groupes, son invitation.
alter table plateforme.envoi
  add column invitation_equipe_id uuid references plateforme.invitation_equipe,
  alter column maitre_ouvrage_id drop not null,
  drop constraint envoi_nature_check,
  add constraint envoi_nature_check check (nature in ('COURRIEL','COURRIEL_GROUPE','COMPTE','MOT_DE_PASSE','RETRAIT_COMPTE','COMPTE_EQUIPE','GROUPES')),
  drop constraint envoi_maitre_ouvrage_id_cle_key,
  add constraint envoi_une_cle unique nulls not distinct (maitre_ouvrage_id, cle),
  add constraint envoi_de_qui check ((maitre_ouvrage_id is null) = (invitation_equipe_id is not null or nature in ('COMPTE_EQUIPE','GROUPES')));
create index on plateforme.envoi (invitation_equipe_id);
create index on plateforme.envoi (utilisateur_id) where maitre_ouvrage_id is null;
comment on column plateforme.envoi.maitre_ouvrage_id is 'null : l''envoi est de l''équipe, d''aucun espace.';

do $$
declare t text;
begin
  foreach t in array array['invitation_equipe','acte_equipe'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select, insert on plateforme.%I to maillon_app', t);
  end loop;
end $$;
grant update on plateforme.invitation_equipe to maillon_app;

create policy lecture on plateforme.invitation_equipe for select using ((select app.perimetre()) in ('centre', 'systeme'));
create policy ajout on plateforme.invitation_equipe for insert with check ((select app.perimetre()) = 'centre' and par_id = (select app.utilisateur()));
create policy modification on plateforme.invitation_equipe for update using ((select app.perimetre()) in ('centre', 'systeme'));

-- Chacun écrit en son nom ; le système, au nom de qui a invité, pour la personne attendue et les titres annoncés.
create policy lecture on plateforme.acte_equipe for select using ((select app.perimetre()) = 'centre');
create policy ajout on plateforme.acte_equipe for insert
  with check ((select app.perimetre()) = 'centre' and par_id = (select app.utilisateur())
              or (select app.perimetre()) = 'systeme' and sens = 'DONNE'
                 and exists (select 1 from plateforme.invitation_equipe i where i.utilisateur_id = acte_equipe.utilisateur_id and i.par_id = acte_equipe.par_id
                               and i.etat = 'EN_ATTENTE' and acte_equipe.titre = any (string_to_array(i.titres, ' '))));

-- === Tenir les titres ===
-- Retiré le jour même, un titre finit la veille : la demande suivante est refusée, comme pour une affectation (V012).
alter table plateforme.habilitation
  drop constraint habilitation_check,
  add constraint habilitation_periode check (au is null or au >= du - 1);
comment on column plateforme.habilitation.au is 'Dernier jour ; la veille de « du » : retiré le jour où il fut donné. L''instant et l''auteur sont dans acte_equipe.';
-- deux lignes ouvertes du même titre, que rien n'empêchait quand il se donnait en SQL : la plus ancienne suffit
update plateforme.habilitation h set au = h.du - 1
 where h.au is null and exists (select 1 from plateforme.habilitation p where p.utilisateur_id = h.utilisateur_id and p.titre = h.titre and p.au is null and p.du < h.du);
create unique index habilitation_une_ouverte on plateforme.habilitation (utilisateur_id, titre) where au is null;
grant insert, update on plateforme.habilitation to maillon_app;
create policy tenue_lecture on plateforme.habilitation for select using ((select app.perimetre()) in ('centre', 'systeme'));
create policy don on plateforme.habilitation for insert
  with check ((select app.perimetre()) = 'centre'
              or (select app.perimetre()) = 'systeme'
                 and exists (select 1 from plateforme.invitation_equipe i where i.utilisateur_id = habilitation.utilisateur_id
                               and i.etat = 'EN_ATTENTE' and habilitation.titre = any (string_to_array(i.titres, ' '))));
-- le système rouvre un titre retiré le jour même, quand une invitation le redonne
create policy tenue on plateforme.habilitation for update
  using ((select app.perimetre()) = 'centre'
         or (select app.perimetre()) = 'systeme'
            and exists (select 1 from plateforme.invitation_equipe i where i.utilisateur_id = habilitation.utilisateur_id
                          and i.etat = 'EN_ATTENTE' and habilitation.titre = any (string_to_array(i.titres, ' '))));

-- Le système connaît la personne que l'équipe attend, et n'ajoute qu'elle.
create policy systeme_equipe on plateforme.utilisateur for select to maillon_app
  using ((select app.perimetre()) = 'systeme'
         and exists (select 1 from plateforme.invitation_equipe i where i.utilisateur_id = utilisateur.id and i.etat = 'EN_ATTENTE'));
create policy arrivee_equipe on plateforme.utilisateur for insert to maillon_app
  with check ((select app.perimetre()) = 'systeme'
              and exists (select 1 from plateforme.invitation_equipe i where i.utilisateur_id = utilisateur.id and i.courriel = lower(utilisateur.courriel) and i.etat = 'EN_ATTENTE'));

-- Ce que suit un facilitateur, en nombre : de quoi refuser de lui ôter son titre avant une passation. Le centre n'en lit pas une demande.
-- « lateral » : chaque espace se lit par son index ; joints d'un coup, toutes les demandes du pays seraient relues.
create view plateforme.demandes_suivies as
select a.utilisateur_id, sum(n.ouvertes)::bigint as ouvertes
  from (select distinct utilisateur_id, maitre_ouvrage_id from plateforme.affectation) a
 cross join lateral (select count(*) as ouvertes from metier.demande d
                      where d.tenant_id = a.maitre_ouvrage_id and d.facilitateur_id = a.utilisateur_id
                        and d.etat in ('NOUVELLE', 'PRISE_EN_CHARGE', 'ATTENTE_MAITRE_OUVRAGE')) n
 where app.perimetre() = 'centre'
 group by a.utilisateur_id
having sum(n.ouvertes) > 0;
alter view plateforme.demandes_suivies owner to maillon_vues;
grant select on plateforme.demandes_suivies to maillon_app;

-- === Entrer au plus large de ses titres ===
-- Une ligne par titre, le plus large au rang le plus bas : l'agent d'abord, chez lui ; puis la coordination, qui peut tout ce que peut un
-- facilitateur et répartit en plus. Le choix se fait dans Acces : un titre que le jeton n'a pas encore ne ferme pas la porte qu'un autre ouvre.
drop view plateforme.acces_du_jour;
create view plateforme.acces_du_jour with (security_invoker = true) as
select distinct on (m.id, d.rang)
       m.id, m.code, m.nom, m.sigle, m.type, coalesce(f.couleur, m.couleur) as couleur, m.etat, d.titre, d.rang, d.jusqu_au,
       (select string_agg(s.siret, ' ' order by s.siret) from plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id) as sirets,
       m.import_par_siren, d.droit, d.export, d.convention_id, d.fin, d.ouvert_par, d.ouvert_par_nom, d.bris_de_glace, f.logo_empreinte as logo
  from plateforme.maitre_ouvrage m
  left join plateforme.fiche_espace f on f.maitre_ouvrage_id = m.id
  join (select a.maitre_ouvrage_id, 'AGENT' as titre, 1 as rang, a.au as jusqu_au, a.droit, a.export, null::uuid as convention_id,
               null::timestamptz as fin, null::uuid as ouvert_par, null::text as ouvert_par_nom, false as bris_de_glace
          from plateforme.adhesion a
         where a.utilisateur_id = app.utilisateur() and a.du <= current_date and (a.au is null or a.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'COORDINATEUR', 2, least(c.fin, h.au), null, false, c.id, null, null, null, false
          from plateforme.convention_du_jour c
          join plateforme.habilitation h on h.utilisateur_id = app.utilisateur() and h.titre = 'COORDINATEUR'
         where c.en_vigueur
           and h.du <= current_date and (h.au is null or h.au >= current_date)
        union all
        select c.maitre_ouvrage_id, 'FACILITATEUR', 3, least(c.fin, a.au, h.au), null, false, c.id, null, null, null, false
          from plateforme.affectation a
          join plateforme.convention_du_jour c on c.id = a.convention_id
          join plateforme.habilitation h on h.utilisateur_id = a.utilisateur_id and h.titre = 'FACILITATEUR'
         where a.utilisateur_id = app.utilisateur()
           and c.en_vigueur
           and a.du <= current_date and (a.au is null or a.au >= current_date)
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

-- === La coordination au journal ===
-- Elle donne et reprend l'accès à un espace sans y entrer : l'espace doit lire qui l'a fait. Elle n'y écrit que cela, et en son nom.
create policy coordination on plateforme.journal for insert
  with check ((select app.perimetre()) = 'equipe' and nature = 'DROITS' and titre = 'COORDINATEUR' and auteur_id = (select app.utilisateur())
              and exists (select 1 from plateforme.habilitation h
                           where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)));
create policy coordination on plateforme.journal_tete
  using ((select app.perimetre()) = 'equipe' and exists (select 1 from plateforme.habilitation h
           where h.titre = 'COORDINATEUR' and h.du <= current_date and (h.au is null or h.au >= current_date)));

-- === Un espace effacé ne reste dans aucun filtre ===
-- L'entretien ne lit les filtres que tant qu'un espace est à effacer (une ligne changée se relit, et ne le nomme plus), n'en change que ceux
-- qui nomment un tel espace, et les laisse en nommer un de moins.
grant select, update on plateforme.filtre to maillon_entretien;
create policy entretien_lecture on plateforme.filtre for select to maillon_entretien using (cardinality((select app.effacables())) > 0);
create policy entretien on plateforme.filtre for update to maillon_entretien
  using (exists (select 1 from plateforme.maitre_ouvrage m where '&' || requete || '&' like '%&mo=' || m.code || '&%'))
  with check (exists (select 1 from plateforme.maitre_ouvrage m where '&' || requete || '&' not like '%&mo=' || m.code || '&%'));
