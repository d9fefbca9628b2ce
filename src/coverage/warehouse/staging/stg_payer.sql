-- One row per sponsor × segment: its number, in the order in which payers count; segments of one sponsor stand together.
select
    cast(row_number() over (
        order by in_payer_order.rank, in_sponsor.sponsor_id, in_segment.segment
    ) as integer) as payer_number,
    cast(dense_rank() over (order by in_payer_order.rank, in_sponsor.sponsor_id) as integer) as sponsor_number,
    in_sponsor.sponsor_id,
    in_sponsor.kind as sponsor_kind,
    in_sponsor.renewal,
    in_segment.segment
from in_sponsor
inner join in_payer_order on in_sponsor.kind = in_payer_order.kind
cross join in_segment
