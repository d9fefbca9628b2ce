-- One row per person × stretch of months in one cell with the same payers, active or only registered, and how it begins and ends.
with split as (
    select
        stg_slice.person_key,
        case
            when stg_person.valid_from > stg_slice.start_month then stg_person.valid_from else stg_slice.start_month
        end as start_month,
        case
            when stg_person.valid_to < stg_slice.end_month then stg_person.valid_to else stg_slice.end_month
        end as end_month,
        stg_person.group_number,
        stg_slice.payer_number,
        stg_slice.is_active,
        stg_slice.payers
    from stg_slice
    inner join stg_person
        on stg_slice.person_key = stg_person.person_key
        and stg_person.valid_from <= stg_slice.end_month
        and stg_slice.start_month <= stg_person.valid_to
),
neighboured as (
    select
        split.*,
        case
            when is_active = 1 and lag(is_active) over life = 1 and lag(end_month) over life = start_month - 1 then 1
            else 0
        end as goes_on,
        case
            when lag(group_number) over life <> group_number or lag(payer_number) over life <> payer_number then 1
            else 0
        end as is_elsewhere,
        case
            when is_active = 1 and lead(is_active) over life = 1 and lead(start_month) over life = end_month + 1 then 1
            else 0
        end as is_continued,
        case
            when lead(group_number) over life <> group_number or lead(payer_number) over life <> payer_number then 1
            else 0
        end as is_elsewhere_next
    from split
    window life as (partition by person_key order by start_month)
)
select
    neighboured.person_key,
    neighboured.start_month,
    neighboured.end_month,
    neighboured.group_number,
    neighboured.payer_number,
    neighboured.is_active,
    neighboured.payers,
    case when is_active = 1 and goes_on = 0 and stg_spell.spell_number = 1 then 1 else 0 end as is_joined,
    case when is_active = 1 and goes_on = 0 and stg_spell.spell_number > 1 then 1 else 0 end as is_rejoined,
    goes_on * is_elsewhere as is_moved_in,
    is_continued * is_elsewhere_next as is_moved_out,
    case when is_active = 1 and is_continued = 0 then 1 else 0 end as is_lapsed,
    stg_spell.end_month as spell_end,
    stg_spell.next_start,
    -- The rule on arrears is one for people without an employer.
    case when is_active = 1 and is_continued = 0 and stg_payer.segment = 'BPU' then stg_spell.arrears_end end as arrears_end,
    stg_spell.ready_month,
    stg_spell.scholarship_month,
    stg_spell.is_origin_known,
    stg_spell.is_history_known
from neighboured
inner join stg_payer on neighboured.payer_number = stg_payer.payer_number
left join stg_spell
    on neighboured.is_active = 1
    and neighboured.person_key = stg_spell.person_key
    and neighboured.start_month between stg_spell.start_month and stg_spell.end_month
