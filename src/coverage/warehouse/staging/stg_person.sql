-- One row per person × register period (one for people in no register), with the months it holds for: village, decile, occupation group, and the number of that group.
with located as (
    select
        stg_statement.person_key,
        stg_statement.village_code,
        row_number() over (
            partition by stg_statement.person_key
            order by
                stg_statement.period desc,
                coalesce(in_sender_order.rank, 999),
                stg_statement.sender,
                stg_statement.village_code
        ) as place
    from stg_statement
    left join in_sender_order on stg_statement.sender = in_sender_order.sender
    where stg_statement.village_code is not null
),
occupied as (
    select
        stg_statement.person_key,
        stg_statement.occupation_group,
        row_number() over (
            partition by stg_statement.person_key
            order by
                stg_statement.period desc,
                coalesce(in_sender_order.rank, 999),
                stg_statement.sender,
                stg_statement.occupation_group
        ) as place
    from stg_statement
    left join in_sender_order on stg_statement.sender = in_sender_order.sender
    where stg_statement.occupation_group is not null
),
registers as (
    select
        in_register.*,
        lag(period) over (partition by person_key order by period) as earlier_period,
        lead(period) over (partition by person_key order by period) as later_period
    from in_register
),
listed as (
    select distinct person_key from stg_statement
),
people as (
    select person_key from registers
    union
    select person_key from listed
),
placed as (
    select
        people.person_key,
        registers.period,
        -- The earliest register also speaks for the months before it; `is_backcast` flags those.
        cast(case when registers.earlier_period is null then 0 else registers.period end as integer) as valid_from,
        cast(coalesce(registers.later_period - 1, 999999) as integer) as valid_to,
        coalesce(registers.village_code, located.village_code, in_place.regency_code || '.00.0000') as village_code,
        coalesce(registers.decile, '?') as decile,
        coalesce(registers.occupation_group, occupied.occupation_group, '?') as occupation_group,
        registers.segment as register_segment,
        registers.works,
        registers.is_head,
        case when listed.person_key is null then 0 else 1 end as is_listed
    from people
    cross join in_place
    left join registers on people.person_key = registers.person_key
    left join located on people.person_key = located.person_key and located.place = 1
    left join occupied on people.person_key = occupied.person_key and occupied.place = 1
    left join listed on people.person_key = listed.person_key
)
select
    placed.*,
    -- Later steps sort and group by this one number instead of by three codes.
    cast(dense_rank() over (order by village_code, decile, occupation_group) as integer) as group_number
from placed
