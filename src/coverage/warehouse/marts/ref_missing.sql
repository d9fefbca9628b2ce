-- One row per month × area × segment that its monthly sender has delivered before and not for this month: not delivered, never zero.
with offered as (
    select distinct
        in_count.segment,
        in_count.period,
        in_count.area_level,
        in_count.sender,
        case in_count.area_level when 'village' then 1 when 'district' then 2 else 3 end as level_rank,
        coalesce(in_sender_order.rank, 999) as sender_rank
    from in_count
    left join in_sender_order on in_count.sender = in_sender_order.sender
),
best_of_month as (
    select
        offered.*,
        row_number() over (partition by segment, period order by level_rank, sender_rank, sender) as place
    from offered
),
latest as (
    -- A month that brought nothing is owed by whoever delivered last before it.
    select
        in_month.month,
        best_of_month.segment,
        max(best_of_month.period) as period
    from best_of_month
    cross join in_place
    inner join in_month
        on best_of_month.period <= in_month.month
        and in_month.month between in_place.first_month and in_place.last_month
    group by in_month.month, best_of_month.segment
),
expected as (
    select
        latest.month,
        latest.segment,
        best_of_month.area_level,
        best_of_month.sender
    from latest
    inner join best_of_month
        on best_of_month.place = 1
        and latest.segment = best_of_month.segment
        and latest.period = best_of_month.period
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
