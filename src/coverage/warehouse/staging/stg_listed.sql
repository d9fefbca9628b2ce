-- One row per person × sponsor × unbroken stretch of months in which a list in force names the person, or a block of the sponsor runs.
with named as (
    select
        person_key,
        sponsor_number,
        payer_number,
        period as start_month,
        -- A sender's last list stays in force: no month of the calendar lies behind this one.
        coalesce(next_period - 1, 999999) as end_month
    from stg_statement
    where sponsor_number is not null
    -- Not "all": a list and a block often say the same stretch, and rows that are alike have no order among them.
    union
    select
        person_key,
        sponsor_number,
        payer_number,
        start_month,
        end_month
    from stg_block
    where start_month is not null
),
marked as (
    select
        named.*,
        case
            when start_month <= max(end_month + 1) over (
                partition by person_key, sponsor_number
                order by start_month, end_month, payer_number
                rows between unbounded preceding and 1 preceding
            ) then 0
            else 1
        end as is_new
    from named
),
numbered as (
    select
        marked.*,
        sum(is_new) over (
            partition by person_key, sponsor_number
            order by start_month, end_month, payer_number
            rows between unbounded preceding and current row
        ) as stretch_number
    from marked
)
select
    person_key,
    sponsor_number,
    min(payer_number) as payer_number,
    min(start_month) as start_month,
    max(end_month) as end_month
from numbered
group by person_key, sponsor_number, stretch_number
