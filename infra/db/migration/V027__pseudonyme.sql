-- Le pseudonyme se calcule de la ligne qu'on lit déjà : la vue relisait le contrat, une jointure de plus à préparer dans les deux listes les
-- plus lues d'un espace. Le même texte qu'avant, au caractère près : celui que les maîtres d'ouvrage ont déjà vu.
create function equipe.pseudonyme(tenant uuid, participant uuid) returns text language sql immutable parallel safe
  return 'P-' || upper(substr(encode(sha256((tenant::text || participant::text)::bytea), 'hex'), 1, 8));
revoke all on function equipe.pseudonyme(uuid, uuid) from public;
grant execute on function equipe.pseudonyme(uuid, uuid) to maillon_app;
comment on function equipe.pseudonyme is 'Ce qu''un maître d''ouvrage voit d''une personne : un pseudonyme propre à son espace, jamais un nom, jamais l''identifiant de l''équipe.';
drop view equipe.participant_pseudonyme;
-- la vue était seule à le demander
revoke select on metier.contrat from maillon_vues;
