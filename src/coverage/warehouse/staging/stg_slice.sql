-- One row per person × stretch of months in which the set of payers does not change: who pays first, how many pay, or who only lists the person.
with edges as (
    select person_key, start_month as edge from stg_listed
    union
    select person_key, end_month + 1 as edge from stg_listed
    union
    select person_key, start_month as edge from stg_block where start_month is not null
    union
    select person_key, end_month + 1 as edge from stg_block where start_month is not null
),
slices as (
    select
        person_key,
        edge as start_month,
        lead(edge) over (partition by person_key order by edge) - 1 as end_month
    from edges
),
paid as (
    select
        slices.person_key,
        slices.start_month,
        slices.end_month,
        stg_block.sponsor_id,
        stg_block.sponsor_kind,
        stg_block.renewal,
        stg_block.segment,
        -- Over the whole slice, in the order of the line below: one sort serves both.
        count(*) over (
            partition by slices.person_key, slices.start_month
            order by stg_block.payer_rank, stg_block.sponsor_id
            rows between unbounded preceding and unbounded following
        ) as payers,
        row_number() over (
            partition by slices.person_key, slices.start_month
            order by stg_block.payer_rank, stg_block.sponsor_id
        ) as place
    from slices
    inner join stg_block
        on slices.person_key = stg_block.person_key
        and stg_block.start_month <= slices.start_month
        and slices.end_month <= stg_block.end_month
),
named as (
    -- Only where nobody pays does it matter who names the person.
    select
        slices.person_key,
        slices.start_month,
        slices.end_month,
        stg_listed.sponsor_id,
        stg_listed.sponsor_kind,
        stg_listed.renewal,
        stg_listed.segment,
        row_number() over (
            partition by slices.person_key, slices.start_month
            order by stg_listed.payer_rank, stg_listed.sponsor_id
        ) as place
    from slices
    left join paid
        on slices.person_key = paid.person_key
        and slices.start_month = paid.start_month
        and paid.place = 1
    inner join stg_listed
        on slices.person_key = stg_listed.person_key
        and stg_listed.start_month <= slices.start_month
        and slices.end_month <= stg_listed.end_month
    where paid.person_key is null
)
select
    person_key,
    start_month,
    end_month,
    sponsor_id,
    sponsor_kind,
    renewal,
    segment,
    1 as is_active,
    payers
from paid
where place = 1
union all
select
    person_key,
    start_month,
    end_month,
    sponsor_id,
    sponsor_kind,
    renewal,
    segment,
    0 as is_active,
    0 as payers
from named
where place = 1
