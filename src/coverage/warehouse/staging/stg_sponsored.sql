-- One row per person × sponsor × stretch of months in one cell, paid or only registered: each sponsor's own people, whoever else pays.
with openings as (
    -- Where months without a paid block can begin: at a stretch's start, and after each of its blocks.
    select
        person_key, sponsor_number, payer_number, start_month as stretch_start, end_month as stretch_end,
        start_month as open_month,
        cast(null as integer) as block_start
    from stg_listed
    union all
    select
        stg_listed.person_key, stg_listed.sponsor_number, stg_listed.payer_number,
        stg_listed.start_month as stretch_start, stg_listed.end_month as stretch_end,
        stg_block.end_month + 1 as open_month,
        stg_block.start_month as block_start
    from stg_listed
    inner join stg_block
        on stg_listed.person_key = stg_block.person_key
        and stg_listed.sponsor_number = stg_block.sponsor_number
        and stg_block.start_month between stg_listed.start_month and stg_listed.end_month
),
unpaid as (
    select
        openings.*,
        coalesce(lead(block_start) over (
            partition by person_key, sponsor_number, stretch_start order by open_month
        ) - 1, stretch_end) as close_month
    from openings
),
stretches as (
    select person_key, payer_number, 1 as band, open_month as start_month, close_month as end_month, 0 as is_paid
    from unpaid
    where open_month <= close_month
    union all
    select person_key, payer_number, band, start_month, end_month, 1 as is_paid
    from stg_block
    where start_month is not null
),
located as (
    select
        stretches.person_key,
        stretches.payer_number,
        stretches.band,
        stretches.is_paid,
        stretches.start_month as stretch_start,
        stretches.end_month as stretch_end,
        case
            when stg_person.valid_from > stretches.start_month then stg_person.valid_from else stretches.start_month
        end as start_month,
        case
            when stg_person.valid_to < stretches.end_month then stg_person.valid_to else stretches.end_month
        end as end_month,
        stg_person.group_number
    from stretches
    inner join stg_person
        on stretches.person_key = stg_person.person_key
        and stg_person.valid_from <= stretches.end_month
        and stretches.start_month <= stg_person.valid_to
)
select
    located.person_key,
    located.payer_number,
    located.band,
    located.is_paid,
    located.start_month,
    located.end_month,
    located.group_number,
    case when located.is_paid = 1 and located.end_month = located.stretch_end then 1 else 0 end as is_block_end,
    stg_spell.ready_month,
    stg_spell.is_origin_known
from located
left join stg_spell
    on located.is_paid = 1
    and located.person_key = stg_spell.person_key
    and located.start_month between stg_spell.start_month and stg_spell.end_month
