-- One row per sponsor of a regency, also those nothing was delivered of.
select sponsor_id, name, kind, ended_month,
from ref_sponsor
where regency_code = $regency
order by all
