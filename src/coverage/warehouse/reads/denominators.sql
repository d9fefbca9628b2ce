-- One row per series, date and partition of a regency: its total, the areas it has, and where it is from.
select
    series,
    as_of,
    as_of_month,
    cut,
    sum(workers) as workers,
    count(distinct region_code) as areas,
    min(source) as source,
from mart_workforce
where regency_code = $regency
group by series, as_of, as_of_month, cut
order by series, as_of, length(cut), cut
