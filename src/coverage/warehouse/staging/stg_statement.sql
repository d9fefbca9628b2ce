-- One row per statement of a participant list in force: person × list × sponsor × stated block, cut where the sender's next list begins.
with chains as (
    select
        list_id,
        sender,
        part,
        cast(period as integer) as period,
        lead(cast(period as integer)) over (partition by sender, part order by period) as next_period,
        min(cast(period as integer)) over (partition by sender) as first_period
    from in_list
),
joined as (
    select
        chains.list_id,
        chains.sender,
        chains.period,
        chains.next_period,
        chains.first_period,
        statements.person_key,
        statements.sponsor_id,
        statements.segment,
        stg_payer.payer_number,
        stg_payer.sponsor_number,
        cast(statements.start_month as integer) as stated_start,
        cast(statements.end_month as integer) as stated_end,
        case when statements.end_month >= chains.next_period then 1 else 0 end as is_cut,
        statements.registered_on,
        statements.village_code,
        statements.occupation_group,
        statements.band,
        statements.months_before
    from in_statement as statements
    inner join chains on statements.list_id = chains.list_id
    left join stg_payer on statements.sponsor_id = stg_payer.sponsor_id and statements.segment = stg_payer.segment
),
clipped as (
    select
        joined.*,
        case when is_cut = 1 then next_period - 1 else stated_end end as last_month
    from joined
)
select
    list_id,
    sender,
    period,
    next_period,
    first_period,
    person_key,
    sponsor_id,
    segment,
    payer_number,
    sponsor_number,
    case when stated_start <= last_month then stated_start end as start_month,
    case when stated_start <= last_month then last_month end as end_month,
    is_cut,
    registered_on,
    village_code,
    occupation_group,
    band,
    months_before
from clipped
