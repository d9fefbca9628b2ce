-- severity: warn
-- message:
--   id: "Penyebut sebuah seri melonjak di antara dua tanggal data, melebihi batas yang ditetapkan."
--   en: "A series' denominator jumped between two dates of the data, by more than the declared limit."
with totals as (
    select regency_code, series, cut, as_of, sum(workers) as workers
    from mart_workforce
    group by regency_code, series, cut, as_of
),
pairs as (
    select
        regency_code,
        workers,
        lag(workers) over (partition by regency_code, series, cut order by as_of) as earlier,
    from totals
)
select pairs.regency_code
from pairs
inner join ref_limit on ref_limit.name = 'coverage.largest_denominator_change'
where abs(pairs.workers - pairs.earlier) > ref_limit.value * pairs.earlier
