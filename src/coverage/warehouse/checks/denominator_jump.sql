-- severity: warn
-- message:
--   id: "Penyebut sebuah seri berubah lebih dari 10 % antara dua tanggal data."
--   en: "A series' denominator changed by more than 10% between two dates."
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
)
select regency_code
from pairs
where earlier is not null
group by regency_code, series, cut, as_of
having abs(sum(workers) - sum(earlier)) > 0.1 * sum(earlier)
