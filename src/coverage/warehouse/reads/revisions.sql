-- One row per date and area of one partition of a series in a regency, in the segments and groups asked (none: all).
select
    as_of,
    region_code,
    sum(workers) as workers,
from mart_workforce
where
    regency_code = $regency
    and series = $series
    and cut = $cut
    and as_of_month <= $month
    and (len($segments::varchar[]) = 0 or list_contains($segments::varchar[], segment))
    and (len($deciles::varchar[]) = 0 or list_contains($deciles::varchar[], decile))
    and (len($groups::varchar[]) = 0 or list_contains($groups::varchar[], occupation_group))
group by as_of, region_code
order by as_of, region_code
