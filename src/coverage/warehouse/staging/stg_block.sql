-- One row per person × sponsor (by number) × paid block (both months NULL: registered and never paid); blocks of one person and sponsor never overlap.
with paid as (
    -- One row per stated stretch: rows that are alike in it would have no order among them.
    select
        person_key,
        sponsor_number,
        start_month,
        end_month,
        is_cut,
        min(payer_number) as payer_number,
        min(registered_on) as registered_on,
        max(band) as band
    from stg_statement
    where start_month is not null and sponsor_number is not null
    group by person_key, sponsor_number, start_month, end_month, is_cut
),
marked as (
    select
        paid.*,
        -- A statement that starts right after a cut end goes on with the same block: the next list only repeats it.
        case
            when start_month <= max(end_month + is_cut) over (
                partition by person_key, sponsor_number
                order by start_month, end_month, is_cut
                rows between unbounded preceding and 1 preceding
            ) then 0
            else 1
        end as is_new
    from paid
),
numbered as (
    select
        marked.*,
        sum(is_new) over (
            partition by person_key, sponsor_number
            order by start_month, end_month, is_cut
            rows between unbounded preceding and current row
        ) as block_number
    from marked
),
blocks as (
    select
        person_key,
        sponsor_number,
        min(payer_number) as payer_number,
        min(start_month) as start_month,
        max(end_month) as end_month,
        min(registered_on) as registered_on,
        cast(coalesce(max(band), 1) as integer) as band
    from numbered
    group by person_key, sponsor_number, block_number
),
never_paid as (
    select
        person_key,
        sponsor_number,
        min(payer_number) as payer_number,
        cast(null as integer) as start_month,
        cast(null as integer) as end_month,
        min(registered_on) as registered_on,
        cast(coalesce(max(band), 1) as integer) as band
    from stg_statement
    where sponsor_number is not null
    group by person_key, sponsor_number
    having count(start_month) = 0
)
select * from blocks
union all
select * from never_paid
