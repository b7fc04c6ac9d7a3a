-- L'archive et la reprise d'un espace sont des travaux comme les autres. Un export n'est que cela : un travail réservé à qui l'a demandé, et
-- son contenu. Une reprise garde sa ligne : d'où viennent les données de l'espace.
alter table plateforme.travail add column octets bigint not null default 0;
alter table plateforme.travail add column empreinte text;
comment on column plateforme.travail.octets is 'Taille du contenu que le travail a donné.';
comment on column plateforme.travail.empreinte is 'SHA-256 de ce contenu, en hexadécimal.';

alter table plateforme.travail no force row level security;
alter table plateforme.morceau no force row level security;
alter table plateforme.export no force row level security;
alter table plateforme.export_morceau no force row level security;
alter table plateforme.reprise no force row level security;
alter table plateforme.reprise_morceau no force row level security;

-- Un export en cours repart du début ; une archive prête garde son terme.
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, reserve_a, etat, fait, octets, empreinte, prochaine, cree_le,
                                fini_le, phrase, expire_le)
select e.maitre_ouvrage_id, e.id, 'ESPACE', 'export', 'place ' || e.place, 'Archive de l''espace', e.auteur_id, e.auteur_nom, e.auteur_id,
       case e.etat when 'PRET' then 'FAIT' when 'ECHEC' then 'ECHEC' else 'A_FAIRE' end, case when e.etat = 'PRET' then e.lignes else 0 end, e.octets, e.empreinte,
       now(), e.demande_le, coalesce(e.pret_le, case when e.etat = 'ECHEC' then e.demande_le end), e.erreur,
       case e.etat when 'PRET' then e.expire_le when 'ECHEC' then e.demande_le + interval '7 days' end
  from plateforme.export e;
insert into plateforme.morceau (tenant_id, travail_id, rang, contenu, reserve_a)
select m.maitre_ouvrage_id, m.export_id, m.rang, m.contenu, e.auteur_id
  from plateforme.export_morceau m join plateforme.export e on e.id = m.export_id and e.etat = 'PRET';
drop table plateforme.export_morceau, plateforme.export;

-- Une reprise déposée ou en cours repart du début : un espace se remplit en une transaction, ou pas du tout.
insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id, auteur_nom, etat, prochaine, cree_le, fini_le, phrase, expire_le)
select r.maitre_ouvrage_id, r.id, 'ESPACE', 'reprise', r.id::text, 'Reprise de ' || r.fichier, r.auteur_id, r.auteur_nom,
       case r.etat when 'DEPOT' then 'DEPOT' when 'ECHEC' then 'ECHEC' else 'A_FAIRE' end, now(), r.demande_le,
       case when r.etat = 'ECHEC' then r.demande_le end, r.erreur,
       case r.etat when 'DEPOT' then r.demande_le + interval '6 hours' when 'ECHEC' then r.demande_le + interval '7 days' end
  from plateforme.reprise r where r.etat <> 'TERMINEE';
update plateforme.reprise set etat = 'DEPOSEE' where etat = 'EN_COURS';
insert into plateforme.morceau (tenant_id, travail_id, rang, contenu, reserve_a)
select m.maitre_ouvrage_id, m.reprise_id, m.rang, m.contenu, r.auteur_id
  from plateforme.reprise_morceau m join plateforme.reprise r on r.id = m.reprise_id and r.etat in ('DEPOT', 'DEPOSEE');
drop table plateforme.reprise_morceau;
alter table plateforme.reprise drop column executant, drop column bail, drop column tentatives, drop column etape;
alter table plateforme.reprise drop constraint reprise_etat_check;
alter table plateforme.reprise add constraint reprise_etat_check check (etat in ('DEPOT','DEPOSEE','TERMINEE','ECHEC'));

alter table plateforme.travail force row level security;
alter table plateforme.morceau force row level security;
alter table plateforme.reprise force row level security;
-- La tâche qui menait les archives n'est plus.
alter table plateforme.tache no force row level security;
delete from plateforme.tache where nom = 'archives';
alter table plateforme.tache force row level security;
