-- One row per sender and format of a regency: the newest period, and the day it came.
select sender, format, cadence, last_period, last_received, ended_month,
from ref_freshness
where regency_code = $regency
order by all
