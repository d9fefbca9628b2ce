-- One row per target of the target lists in force; a track without an English name keeps its Indonesian one.
select rows.track, rows.region_code, rows.month, rows.rate, rows.source, rows.name_id,
    coalesce(rows.name_en, rows.name_id) as name_en,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
    and cell.subject = rows.track
where cell.format = 'targets'
