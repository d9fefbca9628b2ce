-- One row per person × unbroken stretch of months with one primary payer; `is_followed`: another payer takes over the month after.
with active as (
    select * from stg_slice where is_active = 1
),
marked as (
    select
        active.*,
        case
            when lag(end_month) over (partition by person_key order by start_month) = start_month - 1
                and lag(sponsor_id) over (partition by person_key order by start_month) = sponsor_id
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
        sponsor_id,
        sponsor_kind,
        renewal,
        min(start_month) as start_month,
        max(end_month) as end_month
    from numbered
    group by person_key, sponsor_id, sponsor_kind, renewal, piece_number
)
select
    pieces.*,
    case
        when lead(start_month) over (partition by person_key order by start_month) = end_month + 1 then 1
        else 0
    end as is_followed
from pieces
