-- One row per month × area × segment that its monthly sender has delivered before and not for this month: not delivered, never zero.
with latest as (
    -- A month that brought nothing is owed by whoever delivered last before it.
    select
        in_month.month,
        stg_offer.segment,
        max(stg_offer.period) as period
    from stg_offer
    cross join in_place
    inner join in_month
        on stg_offer.period <= in_month.month
        and in_month.month between in_place.first_month and in_place.last_month
    group by in_month.month, stg_offer.segment
),
expected as (
    select
        latest.month,
        latest.segment,
        stg_offer.area_level,
        stg_offer.sender
    from latest
    inner join stg_offer
        on stg_offer.place = 1
        and latest.segment = stg_offer.segment
        and latest.period = stg_offer.period
),
areas as (
    select
        segment,
        area_level,
        sender,
        area_code,
        min(period) as first_period
    from in_count
    group by segment, area_level, sender, area_code
)
select
    in_place.regency_code,
    expected.month,
    areas.area_code,
    expected.segment,
    expected.sender
from expected
cross join in_place
inner join areas
    on expected.segment = areas.segment
    and expected.area_level = areas.area_level
    and expected.sender = areas.sender
    and areas.first_period < expected.month
left join in_count
    on expected.month = in_count.period
    and areas.segment = in_count.segment
    and areas.area_level = in_count.area_level
    and areas.sender = in_count.sender
    and areas.area_code = in_count.area_code
left join in_sender_order on expected.sender = in_sender_order.sender
where
    in_count.period is null
    and (in_sender_order.ended_month is null or expected.month <= in_sender_order.ended_month)
