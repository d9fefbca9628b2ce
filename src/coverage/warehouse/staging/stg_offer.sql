-- One row per month × segment × level × sender of counts delivered: in which order they may be used (place 1 is used, the others are compared).
with offered as (
    select
        in_count.segment,
        in_count.period,
        in_count.area_level,
        in_count.sender,
        case in_count.area_level when 'village' then 1 when 'district' then 2 else 3 end as level_rank,
        coalesce(in_sender_order.rank, 999) as sender_rank,
        sum(in_count.active) as active
    from in_count
    left join in_sender_order on in_count.sender = in_sender_order.sender
    group by
        in_count.segment,
        in_count.period,
        in_count.area_level,
        in_count.sender,
        coalesce(in_sender_order.rank, 999)
)
select
    segment,
    period,
    area_level,
    sender,
    active,
    row_number() over (partition by segment, period order by level_rank, sender_rank, sender) as place
from offered
