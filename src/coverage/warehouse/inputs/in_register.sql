-- One row per person × register period; of two registers of one period that name a person, the one recorded last counts.
select
    rows.person_key,
    rows.period,
    rows.village_code,
    rows.decile,
    rows.occupation_group,
    rows.segment,
    cast(rows.works as bigint) as works,
    cast(rows.is_head as bigint) as is_head,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'register' and cell.regency_code = $regency
qualify row_number() over (
    partition by rows.person_key, rows.period
    order by cell.received desc, cell.cell_id desc, rows.row
) = 1
