-- Ce que l'entretien lit pour effacer un espace, et ce qui vérifie qu'il n'en reste rien.

create or replace view plateforme.lignee as
select m.id as maitre_ouvrage_id, coalesce(r.lignee, m.id) as lignee from plateforme.maitre_ouvrage m left join plateforme.reprise r on r.maitre_ouvrage_id = m.id and r.etat = 'TERMINEE';
alter view plateforme.lignee owner to maillon_vues;
grant select on plateforme.lignee to maillon_entretien;

create or replace view plateforme.personne_attachee as
select a.utilisateur_id from plateforme.adhesion a join plateforme.maitre_ouvrage m on m.id = a.maitre_ouvrage_id where not (m.etat = 'FERME' and m.effacable_le <= current_date)
union select h.utilisateur_id from plateforme.habilitation h
union select f.utilisateur_id from plateforme.affectation f;
alter view plateforme.personne_attachee owner to maillon_vues;
grant select on plateforme.personne_attachee to maillon_entretien;

-- Où ce texte paraît encore, dans toute table de Maillon, ligne à ligne ; lue par l'administrateur de la base, qui voit tout, après un effacement.
create or replace function app.chercher_partout(cherche text) returns table (nom text, lignes bigint) language plpgsql stable as $$
begin
  for nom in select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname in ('plateforme', 'equipe', 'metier', 'consolide') and c.relkind in ('r', 'p') order by 1 loop
    execute format('select count(*) from %s t where strpos(t::text, $1) > 0', nom) into lignes using cherche;
    return next;
  end loop;
end $$;
revoke all on function app.chercher_partout(text) from public;
