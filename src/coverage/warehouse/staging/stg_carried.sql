-- One row per person whom a rolling payer covers in the last complete month, in that month's cell: carried unchanged into every month ahead.
select
    stg_stay.person_key,
    stg_stay.group_number,
    stg_stay.payer_number
from stg_stay
cross join in_place
inner join stg_payer on stg_stay.payer_number = stg_payer.payer_number
where
    stg_stay.is_active = 1
    and stg_payer.renewal = 'rolling'
    and in_place.complete_month between stg_stay.start_month and stg_stay.end_month
