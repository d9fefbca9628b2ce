-- One row per sponsor of the sponsor lists in force; of several that name a sponsor of one regency, the newest counts.
select
    rows.regency_code,
    rows.sponsor_id,
    rows.name,
    rows.kind,
    rows.cadence,
    rows.ended_month,
    rows.pledged_workers,
    rows.pledge_start,
    rows.pledge_end,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'sponsors'
qualify cell.cell_id = first_value(cell.cell_id) over (
    partition by rows.regency_code, rows.sponsor_id
    order by cell.period desc, cell.received desc, cell.cell_id desc
)
