-- One row per cell of listed people × stretch of months in which no stock changes (to the month before `next_month`).
select
    month,
    group_number,
    payer_number,
    lead(month) over cell as next_month,
    cast(sum(d_registered) over until_now as integer) as registered,
    cast(sum(d_active) over until_now as integer) as active,
    cast(sum(d_double_paid) over until_now as integer) as double_paid,
    cast(sum(d_ready) over until_now as integer) as benefit_ready,
    cast(sum(d_readiness_known) over until_now as integer) as readiness_known,
    cast(sum(d_scholarship) over until_now as integer) as scholarship_ready,
    cast(sum(d_scholarship_known) over until_now as integer) as scholarship_known,
    cast(sum(d_expiring_90) over until_now as integer) as expiring_90,
    cast(sum(d_in_arrears) over until_now as integer) as in_arrears
from stg_cell_event
window
    cell as (partition by group_number, payer_number order by month),
    until_now as (
        partition by group_number, payer_number
        order by month
        rows between unbounded preceding and current row
    )
