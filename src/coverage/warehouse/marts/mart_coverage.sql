-- One row per month × village × decile × occupation group × segment × sponsor (and listed or counted only): stocks at the month's end, flows of the month.
select
    stg_member_month.month,
    in_place.regency_code,
    stg_group.village_code,
    'village' as detail,
    stg_group.decile,
    stg_group.occupation_group,
    stg_payer.segment,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    0 as is_aggregate,
    stg_member_month.registered,
    stg_member_month.active,
    stg_member_month.benefit_ready,
    stg_member_month.readiness_known,
    stg_member_month.scholarship_ready,
    stg_member_month.scholarship_known,
    stg_member_month.joined,
    stg_member_month.rejoined,
    stg_member_month.moved_in,
    stg_member_month.moved_out,
    stg_member_month.lapsed,
    stg_member_month.renewed,
    stg_member_month.taken_over,
    stg_member_month.expiring,
    stg_member_month.expiring_90,
    stg_member_month.in_arrears,
    stg_member_month.double_paid,
    cast(0 as integer) as net_change
from stg_member_month
cross join in_place
inner join stg_group on stg_member_month.group_number = stg_group.group_number
inner join stg_payer on stg_member_month.payer_number = stg_payer.payer_number
union all
select
    stg_aggregate.month,
    in_place.regency_code,
    stg_aggregate.village_code,
    stg_aggregate.detail,
    '*' as decile,
    '*' as occupation_group,
    stg_aggregate.segment,
    stg_aggregate.sponsor_id,
    in_sponsor.kind as sponsor_kind,
    1 as is_aggregate,
    cast(stg_aggregate.registered as integer) as registered,
    cast(stg_aggregate.active as integer) as active,
    cast(null as integer) as benefit_ready,
    cast(null as integer) as readiness_known,
    cast(null as integer) as scholarship_ready,
    cast(null as integer) as scholarship_known,
    cast(null as integer) as joined,
    cast(null as integer) as rejoined,
    cast(null as integer) as moved_in,
    cast(null as integer) as moved_out,
    cast(null as integer) as lapsed,
    cast(null as integer) as renewed,
    cast(null as integer) as taken_over,
    cast(null as integer) as expiring,
    cast(null as integer) as expiring_90,
    cast(null as integer) as in_arrears,
    cast(0 as integer) as double_paid,
    cast(stg_aggregate.net_change as integer) as net_change
from stg_aggregate
cross join in_place
inner join in_sponsor on stg_aggregate.sponsor_id = in_sponsor.sponsor_id
where
    stg_aggregate.month between in_place.first_month and in_place.last_month
    and (stg_aggregate.registered <> 0 or stg_aggregate.active <> 0 or coalesce(stg_aggregate.net_change, 0) <> 0)
