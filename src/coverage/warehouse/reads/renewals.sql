-- One row per decision: the blocks of one payer and length that ended in one past month, and how many went on at once.
select month, sponsor_id, sponsor_kind, block_months, ended, renewed
from mart_renewal
where regency_code = $regency
order by month, sponsor_id, block_months
