-- La démonstration : des organismes publics réels (nom, SIRET, type : faits publics), des marchés et des personnes inventés.
-- Rejouable : rien n'est écrit deux fois. N'existe pas hors de la démonstration.

insert into plateforme.utilisateur (id, identifiant, nom, courriel) values
('00000000-0000-4000-8000-000000000001', 'agent-aix-marseille', 'Agent Aix-Marseille', 'agent-aix-marseille@maillon.example'),
('00000000-0000-4000-8000-000000000002', 'agent-lyon', 'Agent Lyon', 'agent-lyon@maillon.example'),
('00000000-0000-4000-8000-000000000003', 'agent-archipel-habitat', 'Agent Archipel', 'agent-archipel-habitat@maillon.example'),
('00000000-0000-4000-8000-000000000004', 'agent-chu-caen', 'Agent Caen', 'agent-chu-caen@maillon.example'),
('00000000-0000-4000-8000-000000000005', 'agent-ugap', 'Agent Ugap', 'agent-ugap@maillon.example'),
('00000000-0000-4000-8000-000000000006', 'agent-deux-espaces', 'Agent Deux-Espaces', 'agent-deux-espaces@maillon.example'),
('00000000-0000-4000-8000-000000000011', 'facilitateur1', 'Facilitateur Premier', 'facilitateur1@maillon.example'),
('00000000-0000-4000-8000-000000000012', 'facilitateur2', 'Facilitateur Second', 'facilitateur2@maillon.example'),
('00000000-0000-4000-8000-000000000021', 'coordinateur', 'Coordinateur Équipe', 'coordinateur@maillon.example'),
('00000000-0000-4000-8000-000000000031', 'central', 'Administration Centrale', 'central@maillon.example'),
('00000000-0000-4000-8000-000000000041', 'support', 'Support Plateforme', 'support@maillon.example')
on conflict (id) do nothing;

insert into plateforme.structure (id, nom) values
('00000000-0000-4000-a000-000000000001', 'Maison de l''emploi de démonstration')
on conflict (id) do nothing;

insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values
('00000000-0000-4000-9000-000000000001', 'aix-marseille', 'Métropole d''Aix-Marseille-Provence', 'AMP', 'EPCI', '#1f5f8b'),
('00000000-0000-4000-9000-000000000002', 'lyon', 'Ville de Lyon', 'VL', 'COMMUNE', '#9c2f2f'),
('00000000-0000-4000-9000-000000000003', 'archipel-habitat', 'Archipel Habitat', 'AH', 'BAILLEUR', '#7a3b69'),
('00000000-0000-4000-9000-000000000004', 'chu-caen', 'CHU de Caen Normandie', 'CHU', 'SANTE', '#1c6b3f'),
('00000000-0000-4000-9000-000000000005', 'ugap', 'UGAP', 'UG', 'CENTRALE_ACHAT', '#8a5300')
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
('00000000-0000-4000-8000-000000000031', 'CENTRAL', '2024-01-01'),
('00000000-0000-4000-8000-000000000041', 'SUPPORT', '2024-01-01')
on conflict do nothing;

-- L'agent de chaque espace en est l'administrateur ; celle qui en a deux n'y est qu'acheteuse.
insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)
select ('00000000-0000-4000-8000-00000000000' || n)::uuid, ('00000000-0000-4000-9000-00000000000' || n)::uuid, '2024-01-01', 'ADMINISTRATEUR', true
  from generate_series(1, 5) n
on conflict do nothing;
insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values
('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-9000-000000000002', '2024-01-01', 'ACHETEUR'),
('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-9000-000000000005', '2024-01-01', 'ACHETEUR')
on conflict do nothing;

-- Les conventions courent de l'année dernière à la fin de l'année prochaine : la démonstration ne périme pas.
insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, numero, du, au)
select ('00000000-0000-4000-b000-00000000000' || n)::uuid, ('00000000-0000-4000-9000-00000000000' || n)::uuid, '00000000-0000-4000-a000-000000000001',
       (extract(year from current_date)::int - 1) || '-00' || n,
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
