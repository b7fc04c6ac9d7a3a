-- Deux personnes peuvent porter le même nom : qui a décidé, qui a signé se retient aussi par son compte. Ce qui est plus ancien garde le nom seul.
alter table metier.clause add column decidee_par uuid;
alter table plateforme.convention add column signee_par uuid;
alter table plateforme.avenant add column signe_par uuid;
alter table plateforme.limite add column decidee_par uuid;
