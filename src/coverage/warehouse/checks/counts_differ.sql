-- severity: warn
-- message:
--   id: "Dua angka agregat untuk segmen dan bulan yang sama berbeda; yang paling rinci dipakai, yang lain hanya dibandingkan."
--   en: "Two counts of one segment and month differ; the most detailed one is used, the other is only compared."
select regency_code
from ref_conflict
where conflict = 'counts'
