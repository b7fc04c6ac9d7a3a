-- La liste des marchés se range par objet et par numéro comme un dictionnaire : l'index porte l'ordre de la colonne, dans les deux sens, sans valeur
-- à la fin.
create index marche_par_objet on metier.marche (tenant_id, objet, id);
create index marche_par_objet_inverse on metier.marche (tenant_id, objet desc nulls last, id);
create index marche_par_numero on metier.marche (tenant_id, numero, id);
create index marche_par_numero_inverse on metier.marche (tenant_id, numero desc nulls last, id);
