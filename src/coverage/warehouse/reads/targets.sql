-- One row per target rate that concerns a region: its own, its province's, the country's ('00').
select track, region_code, month, rate, source, name_id, name_en,
from mart_target
where region_code in ('00', $regency, substr($regency, 1, 2))
order by month, rate, track
