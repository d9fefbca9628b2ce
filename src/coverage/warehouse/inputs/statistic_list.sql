-- One row per published figure of the statistics in force; of several for one thing and time, the newest delivery counts.
select
    rows.regency_code,
    rows.period,
    rows.region_code,
    rows.region_level,
    rows.indicator,
    rows.sex,
    rows.breakdown,
    rows.value,
    rows.unit,
    rows.source,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
    -- An indicator by sex, or by another breakdown, is a subject of its own.
    and cell.subject in (
        rows.indicator,
        rows.indicator
        || case when rows.sex = '*' then '' else ' / ' || rows.sex end
        || case when rows.breakdown = '*' then '' else ' / ' || rows.breakdown end
    )
where cell.format = 'statistics'
qualify row_number() over (
    partition by rows.region_code, rows.indicator, rows.sex, rows.breakdown, rows.period
    order by cell.received desc, cell.cell_id desc, rows.row desc
) = 1
