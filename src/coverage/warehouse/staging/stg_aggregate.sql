-- One row per month × village code × segment of people delivered as counts only: what the counts hold beyond the lists.
with reported as (
    select
        in_count.period as month,
        in_count.segment,
        in_count.area_level,
        in_count.area_code,
        case in_count.area_level
            when 'village' then in_count.area_code
            when 'district' then in_count.area_code || '.0000'
            else in_count.area_code || '.00.0000'
        end as village_code,
        in_count.covers,
        in_count.active,
        coalesce(in_count.registered, in_count.active) as registered
    from in_count
    inner join stg_offer
        on stg_offer.place = 1
        and in_count.segment = stg_offer.segment
        and in_count.period = stg_offer.period
        and in_count.area_level = stg_offer.area_level
        and in_count.sender = stg_offer.sender
),
listed as (
    -- Only where counts speak of the same segment and month are the listed people taken off.
    select
        spoken_of.month,
        spoken_of.segment,
        stg_group.village_code,
        sum(stg_cell_stretch.active) as active
    from stg_cell_stretch
    inner join stg_payer on stg_cell_stretch.payer_number = stg_payer.payer_number
    inner join stg_group on stg_cell_stretch.group_number = stg_group.group_number
    inner join (select distinct month, segment from reported) as spoken_of
        on stg_payer.segment = spoken_of.segment
        and spoken_of.month >= stg_cell_stretch.month
        and spoken_of.month < coalesce(stg_cell_stretch.next_month, 999999)
    group by spoken_of.month, spoken_of.segment, stg_group.village_code
),
listed_by_area as (
    select
        reported.month,
        reported.segment,
        reported.area_code,
        sum(listed.active) as active
    from reported
    inner join listed
        on reported.month = listed.month
        and reported.segment = listed.segment
        and reported.area_code = substr(listed.village_code, 1, length(reported.area_code))
        -- People without a place at the level of the counts are taken off as a whole below.
        and not (reported.area_level = 'village' and substr(listed.village_code, 10, 4) = '0000')
        and not (reported.area_level = 'district' and substr(listed.village_code, 7, 2) = '00')
    where reported.covers = 'whole'
    group by reported.month, reported.segment, reported.area_code
),
remainders as (
    select
        reported.month,
        reported.segment,
        reported.area_level,
        reported.village_code,
        reported.active - coalesce(listed_by_area.active, 0) as active,
        reported.registered - coalesce(listed_by_area.active, 0) as registered,
        reported.active as delivered
    from reported
    left join listed_by_area
        on reported.month = listed_by_area.month
        and reported.segment = listed_by_area.segment
        and reported.area_code = listed_by_area.area_code
),
wholes as (
    select distinct
        month,
        segment,
        area_level
    from reported
    where covers = 'whole' and area_level <> 'regency'
),
placeless_codes as (
    select distinct
        segment,
        village_code
    from listed
    where substr(village_code, 10, 4) = '0000'
),
placeless as (
    select
        wholes.month,
        wholes.segment,
        wholes.area_level,
        placeless_codes.village_code,
        -coalesce(listed.active, 0) as active,
        -coalesce(listed.active, 0) as registered,
        cast(null as integer) as delivered
    from wholes
    inner join placeless_codes
        on wholes.segment = placeless_codes.segment
        and (wholes.area_level = 'village' or substr(placeless_codes.village_code, 7, 2) = '00')
    left join listed
        on wholes.month = listed.month
        and wholes.segment = listed.segment
        and placeless_codes.village_code = listed.village_code
),
entries as (
    select
        month,
        segment,
        area_level,
        village_code,
        sum(active) as active,
        sum(registered) as registered,
        sum(delivered) as delivered
    from (
        select * from remainders
        union all
        select * from placeless
    ) as everything
    group by month, segment, area_level, village_code
)
select
    entries.month,
    entries.village_code,
    entries.area_level as detail,
    entries.segment,
    in_segment.aggregate_sponsor as sponsor_id,
    entries.registered,
    entries.active,
    entries.delivered,
    case
        when lag(entries.month) over (
            partition by entries.segment, entries.area_level, entries.village_code order by entries.month
        ) = entries.month - 1
            then entries.active - lag(entries.active) over (
                partition by entries.segment, entries.area_level, entries.village_code order by entries.month
            )
    end as net_change
from entries
inner join in_segment on entries.segment = in_segment.segment
