-- One row per month × cell in which anything changes for listed people: differences of the stocks (d_…) and the flows of the month.
with stays as (
    select
        stg_stay.*,
        end_month + 1 as after_month,
        -- People who are only registered have no spell: their months stay null and count nowhere.
        case when ready_month > start_month then ready_month when is_active = 1 then start_month end as ready_from,
        case
            when scholarship_month > start_month then scholarship_month when is_active = 1 then start_month
        end as scholarship_from,
        case when spell_end - 2 > start_month then spell_end - 2 when is_active = 1 then start_month end as expiring_from
    from stg_stay
),
stocks as (
    select start_month as month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'registered' as measure, 1 as amount from stays
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'registered', -1 from stays
    union all
    select start_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'active', 1 from stays where is_active = 1
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'active', -1 from stays where is_active = 1
    union all
    select start_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'double_paid', 1 from stays where payers > 1
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'double_paid', -1 from stays where payers > 1
    union all
    select ready_from, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'ready', 1 from stays where ready_from <= end_month
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'ready', -1 from stays where ready_from <= end_month
    union all
    select case when is_origin_known = 1 then start_month else ready_from end, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'readiness_known', 1 from stays where is_origin_known = 1 or ready_from <= end_month
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'readiness_known', -1 from stays where is_origin_known = 1 or ready_from <= end_month
    union all
    select scholarship_from, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'scholarship', 1 from stays where scholarship_from <= end_month
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'scholarship', -1 from stays where scholarship_from <= end_month
    union all
    select case when is_history_known = 1 then start_month else scholarship_from end, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'scholarship_known', 1 from stays where is_history_known = 1 or scholarship_from <= end_month
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'scholarship_known', -1 from stays where is_history_known = 1 or scholarship_from <= end_month
    union all
    select expiring_from, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'expiring_90', 1 from stays where expiring_from <= end_month
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'expiring_90', -1 from stays where expiring_from <= end_month
),
flows as (
    select start_month as month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'joined' as measure, 1 as amount from stays where is_joined = 1
    union all
    select start_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'rejoined', 1 from stays where is_rejoined = 1
    union all
    select start_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'moved_in', 1 from stays where is_moved_in = 1
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'moved_out', 1 from stays where is_moved_out = 1
    union all
    select after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'lapsed', 1 from stays where is_lapsed = 1
    union all
    select month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'expiring', 1 from stg_expiry
    union all
    select month + 1, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'renewed', 1 from stg_expiry where is_renewed = 1
    union all
    select month + 1, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, 'taken_over', 1 from stg_expiry where is_taken_over = 1
)
select
    month,
    village_code,
    decile,
    occupation_group,
    segment,
    sponsor_id,
    sponsor_kind,
    sum(case when measure = 'registered' then amount else 0 end) as d_registered,
    sum(case when measure = 'active' then amount else 0 end) as d_active,
    sum(case when measure = 'double_paid' then amount else 0 end) as d_double_paid,
    sum(case when measure = 'ready' then amount else 0 end) as d_ready,
    sum(case when measure = 'readiness_known' then amount else 0 end) as d_readiness_known,
    sum(case when measure = 'scholarship' then amount else 0 end) as d_scholarship,
    sum(case when measure = 'scholarship_known' then amount else 0 end) as d_scholarship_known,
    sum(case when measure = 'expiring_90' then amount else 0 end) as d_expiring_90,
    sum(case when measure = 'joined' then amount else 0 end) as joined,
    sum(case when measure = 'rejoined' then amount else 0 end) as rejoined,
    sum(case when measure = 'moved_in' then amount else 0 end) as moved_in,
    sum(case when measure = 'moved_out' then amount else 0 end) as moved_out,
    sum(case when measure = 'lapsed' then amount else 0 end) as lapsed,
    sum(case when measure = 'expiring' then amount else 0 end) as expiring,
    sum(case when measure = 'renewed' then amount else 0 end) as renewed,
    sum(case when measure = 'taken_over' then amount else 0 end) as taken_over
from (
    select * from stocks
    union all
    select * from flows
) as changes
group by month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind
