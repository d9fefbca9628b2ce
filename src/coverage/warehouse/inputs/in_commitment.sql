-- One row per public commitment in force; of several statements with one beginning, the last one made counts.
select
    rows.committed_by,
    rows.sponsor_id,
    cast(strftime(rows.stated_on, '%Y%m%d') as bigint) as stated_on,
    coalesce(rows.start_month, rows.period) as start_month,
    rows.end_month,
    rows.workers,
    rows.source,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'commitments' and cell.regency_code = $regency
qualify row_number() over (
    partition by lower(rows.committed_by), coalesce(rows.start_month, rows.period)
    order by rows.stated_on desc, cell.received desc, cell.cell_id desc, rows.row desc
) = 1
