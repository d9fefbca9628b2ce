-- One row per month × cell of listed people that are registered, active or in a flow: the stocks at the month's end and the flows of the month.
with running as (
    select
        stg_cell_event.*,
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
),
monthly as (
    select
        in_month.month,
        running.group_number,
        running.payer_number,
        running.registered,
        running.active,
        running.double_paid,
        running.benefit_ready,
        running.readiness_known,
        running.scholarship_ready,
        running.scholarship_known,
        running.expiring_90,
        running.in_arrears,
        case when in_month.month = running.month then running.joined else 0 end as joined,
        case when in_month.month = running.month then running.rejoined else 0 end as rejoined,
        case when in_month.month = running.month then running.moved_in else 0 end as moved_in,
        case when in_month.month = running.month then running.moved_out else 0 end as moved_out,
        case when in_month.month = running.month then running.lapsed else 0 end as lapsed,
        case when in_month.month = running.month then running.expiring else 0 end as expiring,
        case when in_month.month = running.month then running.renewed else 0 end as renewed,
        case when in_month.month = running.month then running.taken_over else 0 end as taken_over
    from running
    cross join in_place
    inner join in_month
        on in_month.month >= running.month
        and in_month.month < coalesce(running.next_month, 999999)
        and in_month.month between in_place.first_month and in_place.last_month
)
select *
from monthly
where
    registered + in_arrears > 0
    or joined + rejoined + moved_in + moved_out + lapsed + expiring + renewed + taken_over > 0
