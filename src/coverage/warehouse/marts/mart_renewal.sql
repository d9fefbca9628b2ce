-- One row per month whose ends are known to be followed or not (the first to the one before the last complete) × payer × length of the blocks that ended: how many, and what came next.
select
    cast(stg_expiry.month as bigint) as month,
    in_place.regency_code,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    cast(stg_expiry.block_months as integer) as block_months,
    cast(count(*) as integer) as ended,
    cast(sum(stg_expiry.is_renewed) as integer) as renewed,
    cast(sum(stg_expiry.is_taken_over) as integer) as taken_over
from stg_expiry
inner join stg_payer on stg_expiry.payer_number = stg_payer.payer_number
inner join in_place
    on stg_expiry.month >= in_place.first_month
    and stg_expiry.month < in_place.complete_month
group by
    stg_expiry.month,
    in_place.regency_code,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    stg_expiry.block_months
