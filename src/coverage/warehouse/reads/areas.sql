-- One row per area: a regency and everything in it.
select code, level, name,
from ref_region
where code = $regency or starts_with(code, $regency || '.')
order by all
