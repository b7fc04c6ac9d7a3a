-- Ce qu'on cherche se plie d'une seule façon : œ = oe, æ = ae, toute apostrophe, tout trait d'union et toute espace se valent, accents et
-- majuscules ne comptent pas. fr.maillon.liste.Texte fait de même en Java, un test les confronte. unaccent() n'est pas immuable.
create function app.cherchable(texte text) returns text language sql immutable strict parallel safe
return btrim(regexp_replace(lower(regexp_replace(regexp_replace(replace(replace(replace(replace(
    translate(normalize(texte, nfd), '‘’‛ʼ´`′ʹ', ''''''''''''''''''),
    'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff\u0001-\u0008\u000e-\u001f\u007f]', '', 'g'),
    '[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]', ' ', 'g') collate pg_c_utf8),
    '[\u0009-\u000d \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'), ' ');
comment on function app.cherchable is 'Le texte tel qu''on le cherche ; le même que fr.maillon.liste.Texte.cherchable.';
grant execute on function app.cherchable(text) to public;

-- Les espaces et les structures, cherchés en SQL par leur nom.
alter table plateforme.maitre_ouvrage add column recherche text not null generated always as (app.cherchable(nom || ' ' || sigle || ' ' || code)) stored;
comment on column plateforme.maitre_ouvrage.recherche is 'Nom, sigle et code pliés : ce que cherchent les listes d''espaces.';
alter table plateforme.structure add column recherche text not null generated always as (app.cherchable(nom)) stored;

-- Ce qui était plié à l'ancienne : le pli est le même appliqué deux fois.
alter table metier.marche no force row level security;
update metier.marche set recherche = app.cherchable(recherche) where recherche <> app.cherchable(recherche);
alter table metier.marche force row level security;
alter table equipe.participant no force row level security;
update equipe.participant set recherche = app.cherchable(recherche) where recherche <> app.cherchable(recherche);
alter table equipe.participant force row level security;
alter table plateforme.beneficiaire no force row level security;
update plateforme.beneficiaire set recherche = app.cherchable(recherche) where recherche <> app.cherchable(recherche);
alter table plateforme.beneficiaire force row level security;
