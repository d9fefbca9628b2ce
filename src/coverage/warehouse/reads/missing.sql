-- One row per area and segment that should have come for a month and did not.
select missing.area_code, coalesce(area.name, missing.area_code) as area, missing.segment, missing.sender,
from ref_missing as missing
left join ref_region as area on area.code = missing.area_code
where missing.regency_code = $regency and missing.month = $month
order by all
