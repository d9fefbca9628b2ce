-- severity: warn
-- message:
--   id: "Penyebut sebuah seri berubah lebih dari 10 % antara dua tanggal data."
--   en: "A series' denominator changed by more than 10% between two dates."
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
select regency_code
from pairs
where abs(workers - earlier) > 0.1 * earlier
