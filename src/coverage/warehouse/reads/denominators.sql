-- One row per series, date, partition and area of a regency: its workers and where they are from.
select
    series,
    as_of,
    as_of_month,
    cut,
    region_code,
    sum(workers) as workers,
    min(source) as source,
from mart_workforce
where regency_code = $regency
group by series, as_of, as_of_month, cut, region_code
order by series, as_of, length(cut), cut, region_code
