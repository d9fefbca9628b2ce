-- One row per register × the one before it in some village.
select from_period, to_period, count(distinct village_code) as villages
from mart_decile_migration
where regency_code = $regency
group by from_period, to_period
order by to_period desc, from_period desc
