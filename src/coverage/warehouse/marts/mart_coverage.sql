-- One row per month × village × decile × occupation group × segment × sponsor (and listed or counted only): stocks at the month's end, flows of the month.
with monthly as (
    select
        in_month.month,
        stg_cell_stretch.group_number,
        stg_cell_stretch.payer_number,
        stg_cell_stretch.registered,
        stg_cell_stretch.active,
        stg_cell_stretch.double_paid,
        stg_cell_stretch.benefit_ready,
        stg_cell_stretch.readiness_known,
        stg_cell_stretch.scholarship_ready,
        stg_cell_stretch.scholarship_known,
        stg_cell_stretch.expiring_90,
        stg_cell_stretch.in_arrears,
        coalesce(stg_cell_flow.joined, 0) as joined,
        coalesce(stg_cell_flow.rejoined, 0) as rejoined,
        coalesce(stg_cell_flow.moved_in, 0) as moved_in,
        coalesce(stg_cell_flow.moved_out, 0) as moved_out,
        coalesce(stg_cell_flow.lapsed, 0) as lapsed,
        coalesce(stg_cell_flow.expiring, 0) as expiring,
        coalesce(stg_cell_flow.renewed, 0) as renewed,
        coalesce(stg_cell_flow.taken_over, 0) as taken_over
    from stg_cell_stretch
    cross join in_place
    inner join in_month
        on in_month.month >= stg_cell_stretch.month
        and in_month.month < coalesce(stg_cell_stretch.next_month, 999999)
        and in_month.month between in_place.first_month and in_place.last_month
    left join stg_cell_flow
        on in_month.month = stg_cell_flow.month
        and stg_cell_stretch.group_number = stg_cell_flow.group_number
        and stg_cell_stretch.payer_number = stg_cell_flow.payer_number
)
select
    monthly.month,
    in_place.regency_code,
    stg_group.village_code,
    'village' as detail,
    stg_group.decile,
    stg_group.occupation_group,
    stg_payer.segment,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    0 as is_aggregate,
    monthly.registered,
    monthly.active,
    monthly.benefit_ready,
    monthly.readiness_known,
    monthly.scholarship_ready,
    monthly.scholarship_known,
    monthly.joined,
    monthly.rejoined,
    monthly.moved_in,
    monthly.moved_out,
    monthly.lapsed,
    monthly.renewed,
    monthly.taken_over,
    monthly.expiring,
    monthly.expiring_90,
    monthly.in_arrears,
    monthly.double_paid,
    cast(0 as integer) as net_change
from monthly
cross join in_place
inner join stg_group on monthly.group_number = stg_group.group_number
inner join stg_payer on monthly.payer_number = stg_payer.payer_number
where
    monthly.registered + monthly.in_arrears > 0
    or monthly.joined + monthly.rejoined + monthly.moved_in + monthly.moved_out + monthly.lapsed > 0
    or monthly.expiring + monthly.renewed + monthly.taken_over > 0
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
    and (
        stg_aggregate.registered <> 0
        or stg_aggregate.active <> 0
        or coalesce(stg_aggregate.net_change, 0) <> 0
        -- Counts that say there is nobody have said so: without a row nothing would have been delivered.
        or stg_aggregate.delivered = 0
    )
