-- One row per person whom a rolling payer covers in the last complete month, in that month's cell: carried unchanged into every month ahead.
select
    stg_stay.person_key,
    stg_stay.village_code,
    stg_stay.decile,
    stg_stay.occupation_group,
    stg_stay.segment,
    stg_stay.sponsor_id,
    stg_stay.sponsor_kind
from stg_stay
cross join in_place
where
    stg_stay.is_active = 1
    and stg_stay.renewal = 'rolling'
    and in_place.complete_month between stg_stay.start_month and stg_stay.end_month
