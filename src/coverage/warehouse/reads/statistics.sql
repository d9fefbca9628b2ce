-- One row per published figure of a regency and of its province, men and women together and without other breakdown.
select region_code, region_level, indicator, period, value, unit, source,
from mart_statistic
where region_code in ($regency, substr($regency, 1, 2)) and sex = '*' and breakdown = '*' and period <= $month
order by indicator, region_code desc, period desc
