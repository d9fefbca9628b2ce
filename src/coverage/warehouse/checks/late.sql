-- severity: warn
-- message:
--   id: "Angka agregat dari pengirim bulanan belum datang untuk sebagian wilayah dan bulan."
--   en: "Counts of a monthly sender have not come for some areas and months."
select regency_code
from ref_missing
