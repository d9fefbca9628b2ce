-- One row per month × sponsor with money: rupiah and workers by the month they protect, and rupiah by the month they came.
with payments as (
    select
        sponsor_id,
        paid_month,
        start_month,
        end_month,
        workers,
        paid_idr,
        end_month - start_month + 1 as months
    from in_contribution
),
protected as (
    select
        in_month.month,
        payments.sponsor_id,
        payments.workers,
        -- Equal shares in whole rupiah; what does not divide stands in the last month, so that nothing is lost.
        (payments.paid_idr - payments.paid_idr % payments.months) / payments.months
        + case when in_month.month = payments.end_month then payments.paid_idr % payments.months else 0 end as paid_idr,
        0 as received_workers,
        0 as received_idr
    from payments
    inner join in_month on in_month.month between payments.start_month and payments.end_month
),
received as (
    select paid_month as month, sponsor_id, 0 as workers, 0 as paid_idr, workers as received_workers, paid_idr as received_idr
    from payments
),
united as (
    select month, sponsor_id, workers, paid_idr, received_workers, received_idr from protected
    union all
    select month, sponsor_id, workers, paid_idr, received_workers, received_idr from received
)
select
    united.month,
    in_place.regency_code,
    united.sponsor_id,
    in_sponsor.kind as sponsor_kind,
    cast(sum(united.workers) as integer) as workers,
    cast(sum(united.paid_idr) as bigint) as paid_idr,
    cast(sum(united.received_workers) as integer) as received_workers,
    cast(sum(united.received_idr) as bigint) as received_idr
from united
cross join in_place
inner join in_sponsor on united.sponsor_id = in_sponsor.sponsor_id
where united.month between in_place.first_month and in_place.last_month
group by united.month, in_place.regency_code, united.sponsor_id, in_sponsor.kind
