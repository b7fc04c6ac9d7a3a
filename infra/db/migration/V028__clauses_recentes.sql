-- L'ordre premier de la liste des clauses : vingt-cinq lignes se lisent sans trier les autres.
create index on metier.clause (tenant_id, cree_le desc, id);
