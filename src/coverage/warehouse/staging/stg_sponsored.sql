-- One row per person × sponsor × stretch of months in one cell: what each sponsor's own people have, paid by another as well or not.
with stretches as (
    select person_key, sponsor_id, sponsor_kind, segment, 1 as band, start_month, end_month, 0 as is_paid
    from stg_listed
    union all
    select person_key, sponsor_id, sponsor_kind, segment, band, start_month, end_month, 1 as is_paid
    from stg_block
    where start_month is not null
),
located as (
    select
        stretches.person_key,
        stretches.sponsor_id,
        stretches.sponsor_kind,
        stretches.segment,
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
        stg_person.village_code,
        stg_person.decile,
        stg_person.occupation_group
    from stretches
    inner join stg_person
        on stretches.person_key = stg_person.person_key
        and stg_person.valid_from <= stretches.end_month
        and stretches.start_month <= stg_person.valid_to
)
select
    located.person_key,
    located.sponsor_id,
    located.sponsor_kind,
    located.segment,
    located.band,
    located.is_paid,
    located.start_month,
    located.end_month,
    located.village_code,
    located.decile,
    located.occupation_group,
    case when located.is_paid = 1 and located.end_month = located.stretch_end then 1 else 0 end as is_block_end,
    stg_spell.ready_month,
    stg_spell.is_origin_known
from located
left join stg_spell
    on located.is_paid = 1
    and located.person_key = stg_spell.person_key
    and located.start_month between stg_spell.start_month and stg_spell.end_month
