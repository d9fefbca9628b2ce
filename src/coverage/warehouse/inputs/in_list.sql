-- One row per participant list in force in the regency.
select cell_id as list_id, sender, part, period
from cell
where format = 'participants' and regency_code = $regency
