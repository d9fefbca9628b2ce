-- One row per person × unbroken stretch of months with one primary payer; `is_followed`: another payer takes over the month after.
with active as (
    select
        stg_slice.person_key,
        stg_slice.start_month,
        stg_slice.end_month,
        stg_payer.sponsor_number
    from stg_slice
    inner join stg_payer on stg_slice.payer_number = stg_payer.payer_number
    where stg_slice.is_active = 1
),
marked as (
    select
        active.*,
        case
            when lag(end_month) over (partition by person_key order by start_month) = start_month - 1
                and lag(sponsor_number) over (partition by person_key order by start_month) = sponsor_number
                then 0
            else 1
        end as is_new
    from active
),
numbered as (
    select
        marked.*,
        sum(is_new) over (
            partition by person_key
            order by start_month
            rows between unbounded preceding and current row
        ) as piece_number
    from marked
),
pieces as (
    select
        person_key,
        sponsor_number,
        min(start_month) as start_month,
        max(end_month) as end_month
    from numbered
    group by person_key, sponsor_number, piece_number
)
select
    pieces.*,
    case
        when lead(start_month) over (partition by person_key order by start_month) = end_month + 1 then 1
        else 0
    end as is_followed
from pieces
