-- La démonstration : des organismes publics réels (nom, SIRET, type : faits publics), des marchés et des personnes inventés.
-- Rejouable : rien n'est écrit deux fois. N'existe pas hors de la démonstration.

insert into plateforme.utilisateur (id, identifiant, nom, courriel) values
('00000000-0000-4000-8000-000000000001', 'agent-deux-rives', 'Agent Aix-Marseille', 'agent-deux-rives@demo.invalid'),
('00000000-0000-4000-8000-000000000002', 'agent-sainte-aure', 'Agente Lyon', 'agent-sainte-aure@demo.invalid'),
('00000000-0000-4000-8000-000000000003', 'agent-habitat-littoral', 'Agent Archipel', 'agent-habitat-littoral@demo.invalid'),
('00000000-0000-4000-8000-000000000004', 'agent-chu-valmont', 'Agente Caen', 'agent-chu-valmont@demo.invalid'),
('00000000-0000-4000-8000-000000000005', 'agent-achats-estuaire', 'Agent Ugap', 'agent-achats-estuaire@demo.invalid'),
('00000000-0000-4000-8000-000000000006', 'agent-deux-espaces', 'Agente Deux-Espaces', 'agent-deux-espaces@demo.invalid'),
('00000000-0000-4000-8000-000000000011', 'facilitateur1', 'Facilitatrice Une', 'facilitateur1@demo.invalid'),
('00000000-0000-4000-8000-000000000012', 'facilitateur2', 'Facilitateur Deux', 'facilitateur2@demo.invalid'),
('00000000-0000-4000-8000-000000000021', 'coordinateur', 'Coordinatrice Équipe', 'coordinateur@demo.invalid'),
('00000000-0000-4000-8000-000000000031', 'central', 'Administratrice Centrale', 'central@demo.invalid')
on conflict (id) do nothing;

insert into plateforme.structure (id, nom) values
('00000000-0000-4000-a000-000000000001', 'Maison de l''emploi de démonstration')
on conflict (id) do nothing;

insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values
('00000000-0000-4000-9000-000000000001', 'deux-rives', 'Métropole d''Aix-Marseille-Provence', 'AMP', 'EPCI', '#1f5f8b'),
('00000000-0000-4000-9000-000000000002', 'sainte-aure', 'Ville de Lyon', 'VL', 'COMMUNE', '#9c2f2f'),
('00000000-0000-4000-9000-000000000003', 'habitat-littoral', 'Archipel Habitat', 'AH', 'BAILLEUR', '#7a3b69'),
('00000000-0000-4000-9000-000000000004', 'chu-valmont', 'CHU de Caen Normandie', 'CHU', 'SANTE', '#1c6b3f'),
('00000000-0000-4000-9000-000000000005', 'achats-estuaire', 'UGAP', 'UG', 'CENTRALE_ACHAT', '#8a5300')
on conflict (id) do nothing;

insert into plateforme.maitre_ouvrage_siret (maitre_ouvrage_id, siret) values
('00000000-0000-4000-9000-000000000001', '20005480700017'),
('00000000-0000-4000-9000-000000000002', '21690123100011'),
('00000000-0000-4000-9000-000000000003', '45220075100025'),
('00000000-0000-4000-9000-000000000004', '26140093100018'),
('00000000-0000-4000-9000-000000000005', '77605646700587')
on conflict do nothing;

insert into plateforme.habilitation (utilisateur_id, titre, du) values
('00000000-0000-4000-8000-000000000011', 'FACILITATEUR', '2024-01-01'),
('00000000-0000-4000-8000-000000000012', 'FACILITATEUR', '2024-01-01'),
('00000000-0000-4000-8000-000000000021', 'COORDINATEUR', '2024-01-01'),
('00000000-0000-4000-8000-000000000031', 'CENTRAL', '2024-01-01')
on conflict do nothing;

insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values
('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-9000-000000000001', '2024-01-01'),
('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-9000-000000000002', '2024-01-01'),
('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-9000-000000000003', '2024-01-01'),
('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-9000-000000000004', '2024-01-01'),
('00000000-0000-4000-8000-000000000005', '00000000-0000-4000-9000-000000000005', '2024-01-01'),
('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-9000-000000000002', '2024-01-01'),
('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-9000-000000000005', '2024-01-01')
on conflict do nothing;

-- Les conventions courent de l'année dernière à la fin de l'année prochaine : la démonstration ne périme pas.
insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au)
select ('00000000-0000-4000-b000-00000000000' || n)::uuid, ('00000000-0000-4000-9000-00000000000' || n)::uuid, '00000000-0000-4000-a000-000000000001',
       make_date(extract(year from current_date)::int - 1, 1, 1), make_date(extract(year from current_date)::int + 1, 12, 31)
  from generate_series(1, 5) n
on conflict (id) do update set au = excluded.au;

insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id, du)
select ('00000000-0000-4000-c000-00000000001' || n)::uuid, ('00000000-0000-4000-b000-00000000000' || n)::uuid, ('00000000-0000-4000-9000-00000000000' || n)::uuid,
       '00000000-0000-4000-8000-000000000011', make_date(extract(year from current_date)::int - 1, 1, 1)
  from generate_series(1, 5) n
on conflict (id) do nothing;
insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id, du)
select ('00000000-0000-4000-c000-00000000002' || n)::uuid, ('00000000-0000-4000-b000-00000000000' || n)::uuid, ('00000000-0000-4000-9000-00000000000' || n)::uuid,
       '00000000-0000-4000-8000-000000000012', make_date(extract(year from current_date)::int - 1, 1, 1)
  from unnest(array[1, 3]) n
on conflict (id) do nothing;
