-- One row per disagreement between senders: 'lists' (people and sponsor, months stated differently) or 'counts' (totals of a month that were compared, not used).
with newest as (
    select
        sender,
        person_key,
        sponsor_id,
        min(segment) as segment,
        coalesce(min(start_month), 0) as first_month,
        coalesce(max(end_month), 0) as last_month
    from stg_statement
    where next_period is null
    group by sender, person_key, sponsor_id
),
lists as (
    select
        'lists' as conflict,
        one.segment,
        cast(null as integer) as month,
        one.sender as sender_a,
        other.sender as sender_b,
        count(*) as persons
    from newest as one
    inner join newest as other
        on one.person_key = other.person_key
        and one.sponsor_id = other.sponsor_id
        and one.sender < other.sender
    where one.first_month <> other.first_month or one.last_month <> other.last_month
    group by one.segment, one.sender, other.sender
),
counts as (
    select
        'counts' as conflict,
        used.segment,
        used.period as month,
        used.sender as sender_a,
        other.sender as sender_b,
        abs(used.active - other.active) as persons
    from stg_offer as used
    inner join stg_offer as other
        on used.segment = other.segment
        and used.period = other.period
        and used.place = 1
        and other.place > 1
    where used.active <> other.active
)
select
    in_place.regency_code,
    everything.conflict,
    everything.segment,
    everything.month,
    everything.sender_a,
    everything.sender_b,
    cast(everything.persons as integer) as persons
from (
    select * from lists
    union all
    select * from counts
) as everything
cross join in_place
