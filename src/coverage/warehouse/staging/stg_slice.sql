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
claims as (
    select person_key, sponsor_id, sponsor_kind, renewal, payer_rank, segment, start_month, end_month, 1 as is_paid
    from stg_block
    where start_month is not null
    union all
    select person_key, sponsor_id, sponsor_kind, renewal, payer_rank, segment, start_month, end_month, 0 as is_paid
    from stg_listed
),
ranked as (
    select
        slices.person_key,
        slices.start_month,
        slices.end_month,
        claims.sponsor_id,
        claims.sponsor_kind,
        claims.renewal,
        claims.segment,
        claims.is_paid,
        sum(claims.is_paid) over (partition by slices.person_key, slices.start_month) as payers,
        row_number() over (
            partition by slices.person_key, slices.start_month
            order by claims.is_paid desc, claims.payer_rank, claims.sponsor_id
        ) as place
    from slices
    inner join claims
        on slices.person_key = claims.person_key
        and claims.start_month <= slices.start_month
        and slices.end_month <= claims.end_month
)
select
    person_key,
    start_month,
    end_month,
    sponsor_id,
    sponsor_kind,
    renewal,
    segment,
    is_paid as is_active,
    payers
from ranked
where place = 1
