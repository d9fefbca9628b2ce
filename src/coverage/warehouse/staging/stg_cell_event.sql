-- One row per month × cell (group, payer) in which a stock of listed people changes: the differences to the month before.
with stays as (
    select
        stg_stay.*,
        in_place.last_month,
        case when stg_stay.end_month < in_place.last_month then stg_stay.end_month else in_place.last_month end as seen_month,
        end_month + 1 as after_month,
        case when payers > 1 then 1 else 0 end as is_double,
        -- People who are only registered have no spell: their months stay null and count nowhere.
        case when ready_month > start_month then ready_month when is_active = 1 then start_month end as ready_from,
        case
            when is_active = 1 and is_origin_known = 1 then start_month
            when ready_month > start_month then ready_month
            when is_active = 1 then start_month
        end as known_from,
        case
            when scholarship_month > start_month then scholarship_month
            when is_active = 1 then start_month
        end as scholarship_from,
        case
            when is_active = 1 and is_history_known = 1 then start_month
            when scholarship_month > start_month then scholarship_month
            when is_active = 1 then start_month
        end as scholarship_known_from,
        case when spell_end - 2 > start_month then spell_end - 2 when is_active = 1 then start_month end as expiring_from
    from stg_stay
    cross join in_place
    -- What comes after the last real month is the outlook's.
    where stg_stay.start_month <= in_place.last_month
),
starts as (
    select
        start_month as month, group_number, payer_number,
        1 as d_registered,
        is_active as d_active,
        is_double as d_double_paid,
        case when ready_from = start_month then 1 else 0 end as d_ready,
        case when known_from = start_month then 1 else 0 end as d_readiness_known,
        case when scholarship_from = start_month then 1 else 0 end as d_scholarship,
        case when scholarship_known_from = start_month then 1 else 0 end as d_scholarship_known,
        case when expiring_from = start_month then 1 else 0 end as d_expiring_90,
        0 as d_in_arrears
    from stays
),
ends as (
    select
        after_month as month, group_number, payer_number,
        -1 as d_registered,
        -is_active as d_active,
        -is_double as d_double_paid,
        case when ready_from <= end_month then -1 else 0 end as d_ready,
        case when known_from <= end_month then -1 else 0 end as d_readiness_known,
        case when scholarship_from <= end_month then -1 else 0 end as d_scholarship,
        case when scholarship_known_from <= end_month then -1 else 0 end as d_scholarship_known,
        case when expiring_from <= end_month then -1 else 0 end as d_expiring_90,
        case when arrears_end is not null then 1 else 0 end as d_in_arrears
    from stays
    where end_month < last_month
),
later as (
    select ready_from as month, group_number, payer_number, 1 as ready, 0 as known, 0 as scholarship, 0 as scholarship_known, 0 as expiring_90, 0 as in_arrears
    from stays
    where ready_from > start_month and ready_from <= seen_month
    union all
    select known_from, group_number, payer_number, 0, 1, 0, 0, 0, 0
    from stays
    where known_from > start_month and known_from <= seen_month
    union all
    select scholarship_from, group_number, payer_number, 0, 0, 1, 0, 0, 0
    from stays
    where scholarship_from > start_month and scholarship_from <= seen_month
    union all
    select scholarship_known_from, group_number, payer_number, 0, 0, 0, 1, 0, 0
    from stays
    where scholarship_known_from > start_month and scholarship_known_from <= seen_month
    union all
    select expiring_from, group_number, payer_number, 0, 0, 0, 0, 1, 0
    from stays
    where expiring_from > start_month and expiring_from <= seen_month
    union all
    select arrears_end + 1, group_number, payer_number, 0, 0, 0, 0, 0, -1
    from stays
    where arrears_end < last_month
),
everything as (
    select * from starts
    union all
    select * from ends
    union all
    select
        month, group_number, payer_number,
        0, 0, 0, ready, known, scholarship, scholarship_known, expiring_90, in_arrears
    from later
)
select
    month,
    group_number,
    payer_number,
    cast(sum(d_registered) as integer) as d_registered,
    cast(sum(d_active) as integer) as d_active,
    cast(sum(d_double_paid) as integer) as d_double_paid,
    cast(sum(d_ready) as integer) as d_ready,
    cast(sum(d_readiness_known) as integer) as d_readiness_known,
    cast(sum(d_scholarship) as integer) as d_scholarship,
    cast(sum(d_scholarship_known) as integer) as d_scholarship_known,
    cast(sum(d_expiring_90) as integer) as d_expiring_90,
    cast(sum(d_in_arrears) as integer) as d_in_arrears
from everything
group by month, group_number, payer_number
