-- Un paramètre protégé a un plancher, et ne s'abaisse pas d'une seule main : une personne propose, une autre confirme, et la valeur attend
-- son délai. Le relever reste possible à tout moment, seul.

create table plateforme.protection (
  code text primary key,
  minimum numeric not null,
  delai_code text not null,
  pourquoi text not null check (pourquoi ~ '[^[:space:]]')
);
comment on column plateforme.protection.delai_code is 'Le paramètre qui dit, en jours, combien attend une baisse confirmée.';
comment on column plateforme.protection.pourquoi is 'Ce qui se dit à la personne qui voudrait l''abaisser.';
insert into plateforme.protection values
('SECRET_STATISTIQUE_PERSONNES', 11, 'BAISSE_PROTEGEE_JOURS', 'Un chiffre publié sous un seuil plus bas ne se reprend pas.'),
('BAISSE_PROTEGEE_JOURS', 7, 'BAISSE_PROTEGEE_JOURS', 'Ce délai laisse à chacun le temps de s''opposer.');
insert into plateforme.parametre (code, du, valeur, unite, libelle, source, verifie, groupe, mise_en_garde) values
('BAISSE_PROTEGEE_JOURS', '2026-01-01', 30, 'jours', 'Attente d''une baisse d''un seuil protégé', 'Choix de l''équipe, à revoir par le délégué à la protection des données', false, 'DELAI', null);

-- Le plancher vaut pour tous, la propriétaire comprise. Une valeur plus basse d'avant lui remonte : elle ne pourra plus jamais se relire.
update plateforme.parametre set valeur = 11 where code = 'SECRET_STATISTIQUE_PERSONNES' and valeur < 11;
alter table plateforme.parametre add constraint parametre_plancher_du_secret check (code <> 'SECRET_STATISTIQUE_PERSONNES' or valeur >= 11);
update plateforme.parametre set mise_en_garde = 'Un seuil plus haut cache aussitôt ; un seuil plus bas ne vaut que pour les arrêtés à venir, et ne descend jamais sous 11.' where code = 'SECRET_STATISTIQUE_PERSONNES';

create table plateforme.baisse (
  id uuid primary key,
  code text not null references plateforme.protection,
  valeur numeric not null,
  source text not null check (source ~ '[^[:space:]]'),
  verifie boolean not null,
  proposee_par uuid not null,
  proposee_par_nom text not null,
  proposee_le timestamptz not null
);
create index on plateforme.baisse (code, proposee_le desc);
comment on table plateforme.baisse is 'Une baisse proposée d''un paramètre protégé. Écrite une fois.';

create table plateforme.baisse_decision (
  baisse_id uuid primary key references plateforme.baisse,
  sens text not null check (sens in ('CONFIRMEE', 'ABANDONNEE')),
  du date,
  par uuid not null,
  par_nom text not null,
  le timestamptz not null,
  check ((sens = 'CONFIRMEE') = (du is not null))
);
comment on column plateforme.baisse_decision.du is 'Le jour où la baisse confirmée vaudra, son délai passé.';

do $$
declare t text;
begin
  foreach t in array array['protection', 'baisse', 'baisse_decision'] loop
    execute format('alter table plateforme.%I enable row level security', t);
    execute format('alter table plateforme.%I force row level security', t);
    execute format('grant select on plateforme.%I to maillon_app', t);
  end loop;
end $$;
create policy lecture on plateforme.protection for select using ((select app.perimetre()) = 'centre');
create policy proprietaire on plateforme.protection to maillon_owner using (true) with check (true);
create policy lecture on plateforme.baisse for select using ((select app.perimetre()) = 'centre');
create policy lecture on plateforme.baisse_decision for select using ((select app.perimetre()) = 'centre');
grant insert on plateforme.baisse, plateforme.baisse_decision to maillon_app;
create policy ajout on plateforme.baisse for insert with check ((select app.perimetre()) = 'centre' and proposee_par = (select app.utilisateur()));

-- dans une fonction : une politique qui lirait sa propre table se relirait sans fin
create function app.parametre_avant(cherche text, jour date) returns numeric language sql stable as $$
  select p.valeur from plateforme.parametre p where p.code = cherche and p.du < jour order by p.du desc limit 1 $$;
revoke all on function app.parametre_avant(text, date) from public;
grant execute on function app.parametre_avant(text, date) to maillon_app, maillon_owner;
comment on function app.parametre_avant is 'La valeur que celle de ce jour-là remplacerait ; lue sous les droits de qui demande.';

-- Confirme une autre personne que celle qui a proposé, une fois, et jamais pour plus tôt que le délai.
create policy ajout on plateforme.baisse_decision for insert
  with check ((select app.perimetre()) = 'centre' and par = (select app.utilisateur())
              and (sens = 'ABANDONNEE'
                   or exists (select 1 from plateforme.baisse b join plateforme.protection x on x.code = b.code left join plateforme.protection d on d.code = x.delai_code
                               where b.id = baisse_id and b.proposee_par <> par
                                 and du >= current_date + greatest(coalesce(d.minimum, 1), app.parametre_avant(x.delai_code, current_date + 1))::integer)));

alter policy ajout on plateforme.parametre
  with check ((select app.perimetre()) = 'centre' and saisi_par = (select app.utilisateur()) and du >= current_date
              and not exists (select 1 from plateforme.protection x
                               where x.code = parametre.code
                                 and (parametre.valeur < x.minimum
                                      or parametre.valeur < app.parametre_avant(parametre.code, parametre.du)
                                         and not exists (select 1 from plateforme.baisse b join plateforme.baisse_decision d on d.baisse_id = b.id
                                                          where b.code = parametre.code and b.valeur = parametre.valeur and d.sens = 'CONFIRMEE' and d.du = parametre.du))));

-- Une baisse qui commence aujourd'hui se retire encore : le seuil d'avant revient aussitôt.
alter policy retrait on plateforme.parametre
  using ((select app.perimetre()) = 'centre'
         and (du > current_date
              or du = current_date and valeur < app.parametre_avant(code, du) and exists (select 1 from plateforme.protection x where x.code = parametre.code)));
