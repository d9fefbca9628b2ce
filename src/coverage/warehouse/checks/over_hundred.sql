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
    select regency_code, as_of_month, segment, sum(workers) as workers
    from mart_workforce
    where cut = 'regency+segment'
    group by regency_code, as_of_month, segment, series
)
select distinct active.regency_code, active.month
from active
inner join workforce
    on active.regency_code = workforce.regency_code
    and active.segment = workforce.segment
    and workforce.as_of_month <= active.month
where active.active > workforce.workers
