-- One row per accepted row of a participant list in force in the regency.
select
    cell.cell_id as list_id,
    rows.person_key,
    rows.sponsor_id,
    rows.segment,
    rows.start_month,
    rows.end_month,
    cast(strftime(rows.registered_on, '%Y%m%d') as bigint) as registered_on,
    rows.village_code,
    rows.occupation_group,
    rows.band,
    rows.months_before,
from read_parquet($files, filename = true, union_by_name = true) as rows
inner join cell
    on cell.path = rows.filename
    and cell.regency_code = rows.regency_code
    and cell.period = rows.period
where cell.format = 'participants' and cell.regency_code = $regency
