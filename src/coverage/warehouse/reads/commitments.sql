-- One row per public commitment that holds in a month, the largest first.
select committed_by, sponsor_id, stated_on, start_month, end_month, workers, source,
from mart_commitment
where regency_code = $regency and month = $month
order by workers desc, committed_by, start_month
