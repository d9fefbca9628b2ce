-- severity: warn
-- message:
--   id: "Daftar peserta memuat lebih banyak orang daripada angka agregat 'semua' di sebagian wilayah."
--   en: "Participant lists hold more people than the 'whole' counts in some areas."
select regency_code
from mart_coverage
where is_aggregate = 1 and active < 0 and substr(village_code, 7, 2) <> '00'
