-- One row per month × public commitment that holds in it: who said it, when, where, and for how many workers.
select
    in_month.month,
    in_place.regency_code,
    in_commitment.committed_by,
    in_commitment.sponsor_id,
    in_commitment.stated_on,
    in_commitment.start_month,
    in_commitment.end_month,
    in_commitment.workers,
    in_commitment.source
from in_commitment
cross join in_place
inner join in_month
    on in_month.month >= in_commitment.start_month
    and in_month.month <= coalesce(in_commitment.end_month, 999999)
    and in_month.month between in_place.first_month and in_place.last_month
