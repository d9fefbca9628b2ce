-- severity: warn
-- message:
--   id: "Penyebut sebuah seri melonjak di antara dua tanggal data, melebihi batas yang ditetapkan."
--   en: "A series' denominator jumped between two dates of the data, by more than the declared limit."
with regions as (
    -- A delivery may cover one district only: its areas are compared with the values the same areas had before.
    select regency_code, series, cut, as_of, region_code, sum(workers) as workers
    from mart_workforce
    group by regency_code, series, cut, as_of, region_code
),
pairs as (
    select
        regency_code,
        series,
        cut,
        as_of,
        workers,
        lag(workers) over (partition by regency_code, series, cut, region_code order by as_of) as earlier,
    from regions
),
changes as (
    select regency_code, sum(workers) as workers, sum(earlier) as earlier
    from pairs
    where earlier is not null
    group by regency_code, series, cut, as_of
)
select changes.regency_code
from changes
inner join ref_limit on ref_limit.name = 'coverage.largest_denominator_change'
where abs(changes.workers - changes.earlier) > ref_limit.value * changes.earlier
