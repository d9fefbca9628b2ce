-- One row per month ahead of the last complete one × cell: cover already paid for, people whose first such month it is, blocks that end, those of them that nothing follows, and who is carried unchanged.
with future as (
    select
        stg_stay.person_key,
        stg_stay.group_number,
        stg_stay.payer_number,
        stg_stay.end_month,
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
stretches as (
    -- Months come last, or every person would meet every month.
    select
        future.group_number,
        future.payer_number,
        future.from_month,
        future.end_month,
        count(*) as already_paid,
        sum(case when future.from_month = firsts.first_month then 1 else 0 end) as starting
    from future
    inner join firsts on future.person_key = firsts.person_key
    group by future.group_number, future.payer_number, future.from_month, future.end_month
),
listed as (
    select
        in_month.month,
        stretches.group_number,
        stretches.payer_number,
        stretches.already_paid,
        case when in_month.month = stretches.from_month then stretches.starting else 0 end as starting,
        0 as ending,
        0 as lapsing,
        0 as carried
    from stretches
    inner join in_month on in_month.month between stretches.from_month and stretches.end_month
    union all
    select
        stg_expiry.month,
        stg_expiry.group_number,
        stg_expiry.payer_number,
        0 as already_paid,
        0 as starting,
        1 as ending,
        1 - stg_expiry.is_renewed - stg_expiry.is_taken_over as lapsing,
        0 as carried
    from stg_expiry
    left join stg_carried on stg_expiry.person_key = stg_carried.person_key
    where stg_carried.person_key is null
    union all
    select
        in_month.month,
        carried.group_number,
        carried.payer_number,
        0 as already_paid,
        0 as starting,
        0 as ending,
        0 as lapsing,
        carried.persons as carried
    from (
        select group_number, payer_number, count(*) as persons
        from stg_carried
        group by group_number, payer_number
    ) as carried
    cross join in_place
    inner join in_month on in_month.month between in_place.complete_month and in_place.complete_month + 18
),
summed as (
    select
        listed.month,
        listed.group_number,
        listed.payer_number,
        sum(listed.already_paid) as already_paid,
        sum(listed.starting) as starting,
        sum(listed.ending) as ending,
        sum(listed.lapsing) as lapsing,
        sum(listed.carried) as carried
    from listed
    inner join in_place on listed.month between in_place.complete_month and in_place.complete_month + 18
    group by listed.month, listed.group_number, listed.payer_number
),
counts as (
    select
        stg_aggregate.village_code,
        stg_aggregate.detail,
        stg_aggregate.segment,
        stg_aggregate.sponsor_id,
        in_sponsor.kind as sponsor_kind,
        stg_aggregate.active,
        substr(stg_aggregate.village_code, 1, 8) as district_code,
        -- Below nought where lists name people without a place at the level of the counts: those are counted somewhere.
        case
            when stg_aggregate.active >= 0 then 0
            when stg_aggregate.detail = 'village' and substr(stg_aggregate.village_code, 10, 4) = '0000' then 1
            when stg_aggregate.detail = 'district' and substr(stg_aggregate.village_code, 7, 2) = '00' then 1
            else 0
        end as is_placeless
    from stg_aggregate
    inner join in_place on stg_aggregate.month = in_place.complete_month
    inner join in_sponsor on stg_aggregate.sponsor_id = in_sponsor.sponsor_id
),
in_district as (
    select
        segment,
        district_code,
        sum(case when active > 0 then active else 0 end) as unnamed,
        sum(case when is_placeless = 1 then -active else 0 end) as placeless
    from counts
    group by segment, district_code
),
in_all as (
    select segment, sum(case when unnamed > placeless then unnamed - placeless else 0 end) as unnamed
    from in_district
    group by segment
),
unnamed_beside as (
    select
        counts.village_code,
        counts.detail,
        counts.segment,
        counts.sponsor_id,
        counts.sponsor_kind,
        counts.active,
        counts.is_placeless,
        case when substr(counts.village_code, 7, 2) = '00' then in_all.unnamed else in_district.unnamed end as unnamed
    from counts
    inner join in_district on counts.segment = in_district.segment and counts.district_code = in_district.district_code
    inner join in_all on counts.segment = in_all.segment
),
counted as (
    -- Counts smaller than the lists carry nobody: less than nobody would eat the listed people of later months.
    select
        in_month.month,
        unnamed_beside.village_code,
        unnamed_beside.detail,
        unnamed_beside.segment,
        unnamed_beside.sponsor_id,
        unnamed_beside.sponsor_kind,
        case
            when unnamed_beside.active >= 0 then unnamed_beside.active
            when unnamed_beside.is_placeless = 0 then 0
            when -unnamed_beside.active < unnamed_beside.unnamed then unnamed_beside.active
            else -unnamed_beside.unnamed
        end as carried
    from unnamed_beside
    cross join in_place
    inner join in_month on in_month.month between in_place.complete_month and in_place.complete_month + 18
)
select
    summed.month,
    summed.month - in_place.complete_month as ahead,
    in_place.regency_code,
    stg_group.village_code,
    'village' as detail,
    stg_group.decile,
    stg_group.occupation_group,
    stg_payer.segment,
    stg_payer.sponsor_id,
    stg_payer.sponsor_kind,
    cast(summed.already_paid as integer) as already_paid,
    cast(summed.starting as integer) as starting,
    cast(summed.ending as integer) as ending,
    cast(summed.lapsing as integer) as lapsing,
    cast(summed.carried as integer) as carried
from summed
cross join in_place
inner join stg_group on summed.group_number = stg_group.group_number
inner join stg_payer on summed.payer_number = stg_payer.payer_number
union all
select
    counted.month,
    counted.month - in_place.complete_month as ahead,
    in_place.regency_code,
    counted.village_code,
    counted.detail,
    '*' as decile,
    '*' as occupation_group,
    counted.segment,
    counted.sponsor_id,
    counted.sponsor_kind,
    cast(0 as integer) as already_paid,
    cast(0 as integer) as starting,
    cast(0 as integer) as ending,
    cast(0 as integer) as lapsing,
    cast(counted.carried as integer) as carried
from counted
cross join in_place
