-- One row per month ahead in which cover ends with nothing behind it (the last complete month and 18 more) × cell × length and band of the block that ends × the month in which cover paid already begins again: persons.
with lapses as (
    select
        stg_stay.*,
        stg_block.end_month - stg_block.start_month + 1 as block_months,
        stg_block.band,
        case when stg_stay.next_start <= in_place.complete_month + 18 then stg_stay.next_start end as next_month
    from stg_stay
    cross join in_place
    inner join stg_block
        on stg_stay.person_key = stg_block.person_key
        and stg_stay.sponsor_id = stg_block.sponsor_id
        and stg_stay.end_month = stg_block.end_month
    left join stg_carried on stg_stay.person_key = stg_carried.person_key
    where
        stg_stay.is_lapsed = 1
        and stg_stay.end_month between in_place.complete_month and in_place.complete_month + 18
        and stg_carried.person_key is null
)
select
    lapses.end_month as month,
    in_place.regency_code,
    lapses.village_code,
    lapses.decile,
    lapses.occupation_group,
    lapses.segment,
    lapses.sponsor_id,
    lapses.sponsor_kind,
    cast(lapses.block_months as integer) as block_months,
    cast(lapses.band as integer) as band,
    cast(lapses.next_month as integer) as next_month,
    cast(count(*) as integer) as persons
from lapses
cross join in_place
group by
    lapses.end_month,
    in_place.regency_code,
    lapses.village_code,
    lapses.decile,
    lapses.occupation_group,
    lapses.segment,
    lapses.sponsor_id,
    lapses.sponsor_kind,
    lapses.block_months,
    lapses.band,
    lapses.next_month
