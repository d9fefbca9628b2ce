-- One row per sponsor × month × village × decile × occupation group × segment: the sponsor's own people and what its months cost. Never summed over sponsors.
with stretches as (
    select
        stg_sponsored.*,
        end_month + 1 as after_month,
        -- Only paid months have a spell: for the others these stay null and count nowhere.
        case when ready_month > start_month then ready_month when is_paid = 1 then start_month end as ready_from,
        case
            when is_paid = 1 and is_origin_known = 1 then start_month
            when ready_month > start_month then ready_month
            when is_paid = 1 then start_month
        end as known_from
    from stg_sponsored
),
changes as (
    select
        start_month as month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band,
        1 as d_registered,
        is_paid as d_active,
        case when ready_from = start_month then 1 else 0 end as d_ready,
        case when known_from = start_month then 1 else 0 end as d_known,
        0 as ending
    from stretches
    union all
    select
        after_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band,
        -1,
        -is_paid,
        case when ready_from <= end_month then -1 else 0 end,
        case when known_from <= end_month then -1 else 0 end,
        0
    from stretches
    union all
    select ready_from, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band, 0, 0, 1, 0, 0
    from stretches
    where ready_from > start_month and ready_from <= end_month
    union all
    select known_from, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band, 0, 0, 0, 1, 0
    from stretches
    where known_from > start_month and known_from <= end_month
    union all
    select end_month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band, 0, 0, 0, 0, 1
    from stretches
    where is_block_end = 1
),
events as (
    select
        month,
        village_code,
        decile,
        occupation_group,
        segment,
        sponsor_id,
        sponsor_kind,
        band,
        sum(d_registered) as d_registered,
        sum(d_active) as d_active,
        sum(d_ready) as d_ready,
        sum(d_known) as d_known,
        sum(ending) as ending
    from changes
    group by month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind, band
),
running as (
    select
        events.*,
        lead(month) over (partition by village_code, decile, occupation_group, segment, sponsor_id, band order by month) as next_month,
        sum(d_registered) over (partition by village_code, decile, occupation_group, segment, sponsor_id, band order by month rows between unbounded preceding and current row) as registered,
        sum(d_active) over (partition by village_code, decile, occupation_group, segment, sponsor_id, band order by month rows between unbounded preceding and current row) as active,
        sum(d_ready) over (partition by village_code, decile, occupation_group, segment, sponsor_id, band order by month rows between unbounded preceding and current row) as ready,
        sum(d_known) over (partition by village_code, decile, occupation_group, segment, sponsor_id, band order by month rows between unbounded preceding and current row) as ready_known
    from events
),
monthly as (
    select
        in_month.month,
        running.village_code,
        running.decile,
        running.occupation_group,
        running.segment,
        running.sponsor_id,
        running.sponsor_kind,
        running.band,
        running.registered,
        running.active,
        running.ready,
        running.ready_known,
        case when in_month.month = running.month then running.ending else 0 end as ending
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
        case when monthly.segment = 'BPU' then monthly.active * in_tariff.high_idr else 0 end as high_idr,
        case when monthly.segment = 'BPU' then monthly.active * in_tariff.low_idr else 0 end as low_idr
    from monthly
    left join in_sector on monthly.occupation_group = in_sector.occupation_group
    left join in_tariff
        on monthly.sponsor_kind = in_tariff.kind
        and coalesce(in_sector.sector, 'other') = in_tariff.sector
        and monthly.month = in_tariff.month
        and monthly.band = in_tariff.band
),
summed as (
    select
        month,
        village_code,
        decile,
        occupation_group,
        segment,
        sponsor_id,
        sponsor_kind,
        sum(registered) as registered,
        sum(active) as active,
        sum(ready) as ready,
        sum(ready_known) as ready_known,
        sum(ending) as ending,
        sum(high_idr) as high_idr,
        sum(low_idr) as low_idr
    from priced
    group by month, village_code, decile, occupation_group, segment, sponsor_id, sponsor_kind
)
select
    summed.month,
    in_place.regency_code,
    summed.village_code,
    summed.decile,
    summed.occupation_group,
    summed.segment,
    summed.sponsor_id,
    summed.sponsor_kind,
    cast(summed.registered as integer) as sponsored_registered,
    cast(summed.active as integer) as sponsored_active,
    cast(summed.ready as integer) as ready,
    cast(summed.ready_known as integer) as ready_known,
    cast(summed.ending as integer) as ending,
    cast(summed.active as integer) as paid_person_months,
    cast(summed.high_idr as bigint) as contribution_due_idr,
    cast(summed.low_idr as bigint) as contribution_due_low_idr
from summed
cross join in_place
where summed.registered > 0 or summed.active > 0 or summed.ending > 0
