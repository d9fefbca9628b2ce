-- One row per village × decile of the decile tables in force.
select rows.period, rows.village_code, rows.decile, rows.value, rows.unit,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'decile_table' and cell.regency_code = $regency
