-- severity: stop
-- message:
--   id: "Aktif melebihi terdaftar, atau siap manfaat melebihi aktif, pada peserta sebuah sponsor."
--   en: "Active exceeds registered, or benefit-ready exceeds active, among a sponsor's people."
select regency_code
from mart_sponsor
where
    sponsored_active > sponsored_registered
    or ready_known > sponsored_active
    or ready > ready_known
    or ending > sponsored_active
