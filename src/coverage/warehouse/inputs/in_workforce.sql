-- One row per series × as-of date × cell of a cut.
select
    rows.series,
    rows.period as as_of_month,
    cast(strftime(rows.as_of, '%Y%m%d') as bigint) as as_of_day,
    rows.region_code,
    rows.region_level,
    rows.decile,
    rows.occupation_group,
    rows.segment,
    rows.workers,
    rows.source,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
    and cell.subject = rows.series
where cell.format = 'workforce' and cell.regency_code = $regency
