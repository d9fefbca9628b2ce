-- One row per month × cell (group, payer) in which listed people join, leave, or come to the end of a block: the flows of the month.
with flows as (
    select
        start_month as month, group_number, payer_number,
        is_joined as joined,
        is_rejoined as rejoined,
        is_moved_in as moved_in,
        0 as moved_out, 0 as lapsed, 0 as expiring, 0 as renewed, 0 as taken_over
    from stg_stay
    where is_joined + is_rejoined + is_moved_in > 0
    union all
    select end_month + 1, group_number, payer_number, 0, 0, 0, is_moved_out, is_lapsed, 0, 0, 0
    from stg_stay
    where is_moved_out + is_lapsed > 0
    union all
    select month, group_number, payer_number, 0, 0, 0, 0, 0, 1, 0, 0
    from stg_expiry
    union all
    select month + 1, group_number, payer_number, 0, 0, 0, 0, 0, 0, is_renewed, is_taken_over
    from stg_expiry
    where is_renewed + is_taken_over > 0
)
select
    flows.month,
    flows.group_number,
    flows.payer_number,
    cast(sum(flows.joined) as integer) as joined,
    cast(sum(flows.rejoined) as integer) as rejoined,
    cast(sum(flows.moved_in) as integer) as moved_in,
    cast(sum(flows.moved_out) as integer) as moved_out,
    cast(sum(flows.lapsed) as integer) as lapsed,
    cast(sum(flows.expiring) as integer) as expiring,
    cast(sum(flows.renewed) as integer) as renewed,
    cast(sum(flows.taken_over) as integer) as taken_over
from flows
cross join in_place
where flows.month between in_place.first_month and in_place.last_month
group by flows.month, flows.group_number, flows.payer_number
