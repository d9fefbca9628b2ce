-- One row per month ahead in which cover ends with nothing behind it (the last complete month and 18 more) × cell × length and band of the block that ends × the month in which cover paid already begins again: persons.
with lapses as (
    select
        stg_stay.end_month as month,
        stg_stay.group_number,
        stg_stay.payer_number,
        stg_block.end_month - stg_block.start_month + 1 as block_months,
        stg_block.band,
        case when stg_stay.next_start <= in_place.complete_month + 18 then stg_stay.next_start end as next_month
    from stg_stay
    cross join in_place
    inner join stg_block
        on stg_stay.person_key = stg_block.person_key
        and stg_stay.payer_number = stg_block.payer_number
        and stg_stay.end_month = stg_block.end_month
    left join stg_carried on stg_stay.person_key = stg_carried.person_key
    where
        stg_stay.is_lapsed = 1
        and stg_stay.end_month between in_place.complete_month and in_place.complete_month + 18
        and stg_carried.person_key is null
),
counted as (
    select month, group_number, payer_number, block_months, band, next_month, count(*) as persons
    from lapses
    group by month, group_number, payer_number, block_months, band, next_month
)
select
    cast(counted.month as bigint) as month,
    in_place.regency_code,
    stg_group.village_code,
    stg_group.decile,
    stg_group.occupation_group,
    stg_payer.segment,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    cast(counted.block_months as integer) as block_months,
    cast(counted.band as integer) as band,
    cast(counted.next_month as integer) as next_month,
    cast(counted.persons as integer) as persons
from counted
cross join in_place
inner join stg_group on counted.group_number = stg_group.group_number
inner join stg_payer on counted.payer_number = stg_payer.payer_number
