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
openings as (
    select
        person_key,
        edge as start_month,
        lead(edge) over (partition by person_key order by edge) - 1 as end_month
    from edges
),
slices as (
    -- Behind a person's last edge nothing is left.
    select * from openings where end_month is not null
),
paid as (
    -- Payers are numbered in the order in which they count.
    select
        slices.person_key,
        slices.start_month,
        slices.end_month,
        min(stg_block.payer_number) as payer_number,
        count(*) as payers
    from slices
    inner join stg_block
        on slices.person_key = stg_block.person_key
        and stg_block.start_month <= slices.start_month
        and slices.end_month <= stg_block.end_month
    group by slices.person_key, slices.start_month, slices.end_month
),
named as (
    -- Only where nobody pays does it matter who names the person.
    select
        slices.person_key,
        slices.start_month,
        slices.end_month,
        min(stg_listed.payer_number) as payer_number
    from slices
    left join paid
        on slices.person_key = paid.person_key
        and slices.start_month = paid.start_month
    inner join stg_listed
        on slices.person_key = stg_listed.person_key
        and stg_listed.start_month <= slices.start_month
        and slices.end_month <= stg_listed.end_month
    where paid.person_key is null
    group by slices.person_key, slices.start_month, slices.end_month
)
select
    person_key,
    start_month,
    end_month,
    payer_number,
    1 as is_active,
    cast(payers as integer) as payers
from paid
union all
select
    person_key,
    start_month,
    end_month,
    payer_number,
    0 as is_active,
    0 as payers
from named
