-- One row per month ahead of the last complete one × cell: cover already paid for, people whose first such month it is, blocks that end, those of them that nothing follows, and who is carried unchanged.
with future as (
    select
        stg_stay.*,
        case
            when stg_stay.start_month > in_place.complete_month then stg_stay.start_month else in_place.complete_month
        end as from_month
    from stg_stay
    cross join in_place
    left join stg_carried on stg_stay.person_key = stg_carried.person_key
    where
        stg_stay.is_active = 1
        and stg_stay.end_month >= in_place.complete_month
        and stg_carried.person_key is null
),
firsts as (
    select person_key, min(from_month) as first_month
    from future
    group by person_key
),
already_paid as (
    select
        in_month.month,
        future.village_code,
        'village' as detail,
        future.decile,
        future.occupation_group,
        future.segment,
        future.sponsor_id,
        future.sponsor_kind,
        1 as already_paid,
        case when in_month.month = firsts.first_month then 1 else 0 end as starting,
        0 as ending,
        0 as lapsing,
        0 as carried
    from future
    inner join firsts on future.person_key = firsts.person_key
    inner join in_month on in_month.month between future.from_month and future.end_month
),
ending as (
    select
        stg_expiry.month,
        stg_expiry.village_code,
        'village' as detail,
        stg_expiry.decile,
        stg_expiry.occupation_group,
        stg_expiry.segment,
        stg_expiry.sponsor_id,
        stg_expiry.sponsor_kind,
        0 as already_paid,
        0 as starting,
        1 as ending,
        1 - stg_expiry.is_renewed - stg_expiry.is_taken_over as lapsing,
        0 as carried
    from stg_expiry
    left join stg_carried on stg_expiry.person_key = stg_carried.person_key
    where stg_carried.person_key is null
),
carried as (
    select village_code, 'village' as detail, decile, occupation_group, segment, sponsor_id, sponsor_kind, 1 as carried
    from stg_carried
    union all
    select
        stg_aggregate.village_code,
        stg_aggregate.detail,
        '*' as decile,
        '*' as occupation_group,
        stg_aggregate.segment,
        stg_aggregate.sponsor_id,
        in_sponsor.kind as sponsor_kind,
        stg_aggregate.active as carried
    from stg_aggregate
    inner join in_place on stg_aggregate.month = in_place.complete_month
    inner join in_sponsor on stg_aggregate.sponsor_id = in_sponsor.sponsor_id
),
carried_sums as (
    select village_code, detail, decile, occupation_group, segment, sponsor_id, sponsor_kind, sum(carried) as carried
    from carried
    group by village_code, detail, decile, occupation_group, segment, sponsor_id, sponsor_kind
),
everything as (
    select * from already_paid
    union all
    select * from ending
    union all
    select
        in_month.month,
        carried_sums.village_code,
        carried_sums.detail,
        carried_sums.decile,
        carried_sums.occupation_group,
        carried_sums.segment,
        carried_sums.sponsor_id,
        carried_sums.sponsor_kind,
        0 as already_paid,
        0 as starting,
        0 as ending,
        0 as lapsing,
        carried_sums.carried
    from carried_sums
    cross join in_place
    inner join in_month on in_month.month between in_place.complete_month and in_place.complete_month + 18
)
select
    everything.month,
    everything.month - in_place.complete_month as ahead,
    in_place.regency_code,
    everything.village_code,
    everything.detail,
    everything.decile,
    everything.occupation_group,
    everything.segment,
    everything.sponsor_id,
    everything.sponsor_kind,
    cast(sum(everything.already_paid) as integer) as already_paid,
    cast(sum(everything.starting) as integer) as starting,
    cast(sum(everything.ending) as integer) as ending,
    cast(sum(everything.lapsing) as integer) as lapsing,
    cast(sum(everything.carried) as integer) as carried
from everything
inner join in_place on everything.month between in_place.complete_month and in_place.complete_month + 18
group by
    everything.month,
    in_place.complete_month,
    in_place.regency_code,
    everything.village_code,
    everything.detail,
    everything.decile,
    everything.occupation_group,
    everything.segment,
    everything.sponsor_id,
    everything.sponsor_kind
