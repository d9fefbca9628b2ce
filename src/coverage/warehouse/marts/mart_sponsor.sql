-- One row per sponsor × month × village × decile × occupation group × segment: the sponsor's own people and what its months cost. Never summed over sponsors.
with stretches as (
    select
        stg_sponsored.*,
        in_place.last_month,
        end_month + 1 as after_month,
        -- Only paid months have a spell: for the others these stay null and count nowhere.
        case when ready_month > start_month then ready_month when is_paid = 1 then start_month end as ready_from,
        case
            when is_paid = 1 and is_origin_known = 1 then start_month
            when ready_month > start_month then ready_month
            when is_paid = 1 then start_month
        end as known_from
    from stg_sponsored
    cross join in_place
    where stg_sponsored.start_month <= in_place.last_month
),
changes as (
    select
        start_month as month, group_number, payer_number, band,
        1 as d_registered,
        is_paid as d_active,
        case when ready_from = start_month then 1 else 0 end as d_ready,
        case when known_from = start_month then 1 else 0 end as d_known
    from stretches
    union all
    select
        after_month, group_number, payer_number, band,
        -1,
        -is_paid,
        case when ready_from <= end_month then -1 else 0 end,
        case when known_from <= end_month then -1 else 0 end
    from stretches
    where end_month < last_month
    union all
    select ready_from, group_number, payer_number, band, 0, 0, 1, 0
    from stretches
    where ready_from > start_month and ready_from <= end_month
    union all
    select known_from, group_number, payer_number, band, 0, 0, 0, 1
    from stretches
    where known_from > start_month and known_from <= end_month
),
events as (
    select
        month,
        group_number,
        payer_number,
        band,
        cast(sum(d_registered) as integer) as d_registered,
        cast(sum(d_active) as integer) as d_active,
        cast(sum(d_ready) as integer) as d_ready,
        cast(sum(d_known) as integer) as d_known
    from changes
    group by month, group_number, payer_number, band
),
mixed as (
    select group_number, payer_number
    from events
    group by group_number, payer_number
    having min(band) <> max(band)
),
running as (
    select
        events.*,
        case when mixed.group_number is null then 0 else 1 end as is_mixed,
        lead(month) over cell as next_month,
        cast(sum(d_registered) over until_now as integer) as registered,
        cast(sum(d_active) over until_now as integer) as active,
        cast(sum(d_ready) over until_now as integer) as ready,
        cast(sum(d_known) over until_now as integer) as ready_known
    from events
    left join mixed on events.group_number = mixed.group_number and events.payer_number = mixed.payer_number
    window
        cell as (partition by events.group_number, events.payer_number, events.band order by month),
        until_now as (
            partition by events.group_number, events.payer_number, events.band
            order by month
            rows between unbounded preceding and current row
        )
),
monthly as (
    select
        in_month.month,
        running.group_number,
        running.payer_number,
        running.band,
        running.is_mixed,
        running.registered,
        running.active,
        running.ready,
        running.ready_known
    from running
    cross join in_place
    inner join in_month
        on in_month.month >= running.month
        and in_month.month < coalesce(running.next_month, 999999)
        and in_month.month between in_place.first_month and in_place.last_month
),
priced as (
    select
        monthly.*,
        case when stg_payer.segment = 'BPU' then monthly.active * in_tariff.high_idr else 0 end as high_idr,
        case when stg_payer.segment = 'BPU' then monthly.active * in_tariff.low_idr else 0 end as low_idr
    from monthly
    inner join stg_group on monthly.group_number = stg_group.group_number
    inner join stg_payer on monthly.payer_number = stg_payer.payer_number
    left join in_sector on stg_group.occupation_group = in_sector.occupation_group
    left join in_tariff
        on stg_payer.sponsor_kind = in_tariff.kind
        and coalesce(in_sector.sector, 'other') = in_tariff.sector
        and monthly.month = in_tariff.month
        and monthly.band = in_tariff.band
),
summed as (
    select
        month,
        group_number,
        payer_number,
        cast(sum(registered) as integer) as registered,
        cast(sum(active) as integer) as active,
        cast(sum(ready) as integer) as ready,
        cast(sum(ready_known) as integer) as ready_known,
        cast(sum(high_idr) as bigint) as high_idr,
        cast(sum(low_idr) as bigint) as low_idr
    from priced
    where is_mixed = 1
    group by month, group_number, payer_number
    union all
    -- Most cells hold one band of income: there is nothing to add up.
    select month, group_number, payer_number, registered, active, ready, ready_known, high_idr, low_idr
    from priced
    where is_mixed = 0
),
ended as (
    select
        end_month as month,
        group_number,
        payer_number,
        cast(count(*) as integer) as ending
    from stg_sponsored
    where is_block_end = 1
    group by end_month, group_number, payer_number
)
select
    summed.month,
    in_place.regency_code,
    stg_group.village_code,
    stg_group.decile,
    stg_group.occupation_group,
    stg_payer.segment,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    summed.registered as sponsored_registered,
    summed.active as sponsored_active,
    summed.ready as ready,
    summed.ready_known as ready_known,
    coalesce(ended.ending, 0) as ending,
    summed.active as paid_person_months,
    summed.high_idr as contribution_due_idr,
    summed.low_idr as contribution_due_low_idr
from summed
cross join in_place
inner join stg_group on summed.group_number = stg_group.group_number
inner join stg_payer on summed.payer_number = stg_payer.payer_number
left join ended
    on summed.month = ended.month
    and summed.group_number = ended.group_number
    and summed.payer_number = ended.payer_number
where summed.registered > 0
