-- One row per month × sender × area × programme × sponsor of the claims in force.
select
    rows.period,
    cell.sender,
    rows.region_code as area_code,
    rows.region_level as area_level,
    rows.programme,
    rows.sponsor_id,
    rows.cases,
    rows.paid_idr,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'claims' and cell.regency_code = $regency
