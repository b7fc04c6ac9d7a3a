-- Huit chiffres se répètent : sur 3 600 conventions posées d'un coup, une fois sur six cents.
alter table plateforme.convention alter column numero set default 'C-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 16));
