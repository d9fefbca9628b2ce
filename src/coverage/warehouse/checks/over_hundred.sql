-- severity: warn
-- message:
--   id: "Peserta aktif melebihi penyebut seri di sebagian bulan dan wilayah."
--   en: "Active members exceed the series' denominator in some months and regencies."
with active as (
    select regency_code, month, segment, sum(active) as active
    from mart_coverage
    group by regency_code, month, segment
),
workforce as (
    select regency_code, series, as_of_month, segment, sum(workers) as workers
    from mart_workforce
    where cut = 'regency+segment'
    group by regency_code, series, as_of_month, segment
),
latest as (
    select
        active.regency_code,
        active.month,
        active.active,
        workforce.workers,
        row_number() over (
            partition by active.regency_code, active.month, active.segment, workforce.series
            order by workforce.as_of_month desc
        ) as place,
    from active
    inner join workforce
        on active.regency_code = workforce.regency_code
        and active.segment = workforce.segment
        and workforce.as_of_month <= active.month
)
select distinct regency_code, month
from latest
where place = 1 and active > workers
