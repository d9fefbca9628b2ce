-- One row per month × sponsor with a pledge, a list or a paid month: people pledged, submitted, accepted and paid for.
with latest_list as (
    select
        in_month.month,
        in_submitted.sponsor_id,
        in_submitted.submitted,
        in_submitted.accepted,
        row_number() over (
            partition by in_month.month, in_submitted.sponsor_id order by in_submitted.period desc
        ) as place
    from in_submitted
    inner join in_month on in_submitted.period <= in_month.month
),
promised as (
    select
        in_month.month,
        in_pledge.sponsor_id,
        sum(in_pledge.workers) as pledged
    from in_pledge
    -- A pledge without a first or last month holds as long as the place has months.
    inner join in_month
        on in_month.month >= coalesce(in_pledge.start_month, 0)
        and in_month.month <= coalesce(in_pledge.end_month, 999999)
    group by in_month.month, in_pledge.sponsor_id
),
stretches as (
    -- Blocks of one person and sponsor never overlap, so people can be counted as blocks.
    select payer_number, start_month, end_month, count(*) as persons
    from stg_block
    where start_month is not null
    group by payer_number, start_month, end_month
),
paid as (
    select
        in_month.month,
        stg_payer.sponsor_id,
        sum(stretches.persons) as paid
    from stretches
    inner join stg_payer on stretches.payer_number = stg_payer.payer_number
    inner join in_month on in_month.month between stretches.start_month and stretches.end_month
    group by in_month.month, stg_payer.sponsor_id
)
select
    in_month.month,
    in_place.regency_code,
    in_sponsor.sponsor_id,
    in_sponsor.kind as sponsor_kind,
    cast(promised.pledged as integer) as pledged,
    cast(coalesce(paid.paid, 0) as integer) as paid,
    cast(latest_list.submitted as integer) as submitted,
    cast(latest_list.accepted as integer) as accepted
from in_sponsor
cross join in_place
inner join in_month on in_month.month between in_place.first_month and in_place.last_month
left join promised on in_month.month = promised.month and in_sponsor.sponsor_id = promised.sponsor_id
left join paid on in_month.month = paid.month and in_sponsor.sponsor_id = paid.sponsor_id
left join latest_list
    on in_month.month = latest_list.month
    and in_sponsor.sponsor_id = latest_list.sponsor_id
    and latest_list.place = 1
where promised.pledged is not null or paid.paid > 0 or latest_list.submitted is not null
