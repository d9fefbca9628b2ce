-- One row per payment of a sponsor in force.
select
    rows.sponsor_id,
    rows.period as paid_month,
    coalesce(rows.start_month, rows.period) as start_month,
    greatest(coalesce(rows.start_month, rows.period), rows.end_month) as end_month,
    rows.workers,
    rows.paid_idr,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'contributions' and cell.regency_code = $regency
