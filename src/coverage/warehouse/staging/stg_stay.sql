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
        stg_person.village_code,
        stg_person.decile,
        stg_person.occupation_group,
        stg_slice.segment,
        stg_slice.sponsor_id,
        stg_slice.sponsor_kind,
        stg_slice.renewal,
        stg_slice.is_active,
        stg_slice.payers
    from stg_slice
    inner join stg_person
        on stg_slice.person_key = stg_person.person_key
        and stg_person.valid_from <= stg_slice.end_month
        and stg_slice.start_month <= stg_person.valid_to
),
coded as (
    select
        split.*,
        village_code || '|' || decile || '|' || occupation_group || '|' || segment || '|' || sponsor_id as cell
    from split
),
neighboured as (
    select
        coded.*,
        case
            when is_active = 1
                and lag(is_active) over (partition by person_key order by start_month) = 1
                and lag(end_month) over (partition by person_key order by start_month) = start_month - 1
                then lag(cell) over (partition by person_key order by start_month)
        end as cell_before,
        case
            when is_active = 1
                and lead(is_active) over (partition by person_key order by start_month) = 1
                and lead(start_month) over (partition by person_key order by start_month) = end_month + 1
                then lead(cell) over (partition by person_key order by start_month)
        end as cell_after
    from coded
)
select
    neighboured.person_key,
    neighboured.start_month,
    neighboured.end_month,
    neighboured.village_code,
    neighboured.decile,
    neighboured.occupation_group,
    neighboured.segment,
    neighboured.sponsor_id,
    neighboured.sponsor_kind,
    neighboured.renewal,
    neighboured.is_active,
    neighboured.payers,
    case when is_active = 1 and cell_before is null and stg_spell.spell_number = 1 then 1 else 0 end as is_joined,
    case when is_active = 1 and cell_before is null and stg_spell.spell_number > 1 then 1 else 0 end as is_rejoined,
    case when cell_before <> cell then 1 else 0 end as is_moved_in,
    case when cell_after <> cell then 1 else 0 end as is_moved_out,
    case when is_active = 1 and cell_after is null then 1 else 0 end as is_lapsed,
    stg_spell.end_month as spell_end,
    stg_spell.next_start,
    -- The rule on arrears is one for people without an employer.
    case when is_active = 1 and cell_after is null and segment = 'BPU' then stg_spell.arrears_end end as arrears_end,
    stg_spell.ready_month,
    stg_spell.scholarship_month,
    stg_spell.is_origin_known,
    stg_spell.is_history_known
from neighboured
left join stg_spell
    on neighboured.is_active = 1
    and neighboured.person_key = stg_spell.person_key
    and neighboured.start_month between stg_spell.start_month and stg_spell.end_month
