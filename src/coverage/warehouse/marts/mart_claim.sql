-- One row per month × village × programme × sponsor: cases and benefits paid, of one sender and one level of areas.
with ranked as (
    select
        in_claim.period,
        in_claim.programme,
        in_claim.sender,
        in_claim.area_code,
        in_claim.area_level,
        in_claim.sponsor_id,
        in_claim.cases,
        in_claim.paid_idr,
        -- The most detailed level counts; of several senders the first in the declared order.
        rank() over (
            partition by in_claim.period, in_claim.programme
            order by
                case in_claim.area_level when 'village' then 1 when 'district' then 2 else 3 end,
                coalesce(in_sender_order.rank, 999999),
                in_claim.sender
        ) as place
    from in_claim
    left join in_sender_order on in_claim.sender = in_sender_order.sender
)
select
    ranked.period as month,
    in_place.regency_code,
    case ranked.area_level
        when 'village' then ranked.area_code
        when 'district' then ranked.area_code || '.0000'
        else in_place.regency_code || '.00.0000'
    end as village_code,
    ranked.area_level as detail,
    ranked.programme,
    in_sponsor.sponsor_id,
    in_sponsor.kind as sponsor_kind,
    cast(sum(ranked.cases) as integer) as cases,
    cast(sum(ranked.paid_idr) as bigint) as paid_idr
from ranked
cross join in_place
-- Claims that name no sponsor stand with those that are counted without a list.
inner join in_sponsor on in_sponsor.sponsor_id = coalesce(ranked.sponsor_id, 'TIDAK_TERDAFTAR')
where ranked.place = 1
group by
    ranked.period, in_place.regency_code, ranked.area_code, ranked.area_level, ranked.programme,
    in_sponsor.sponsor_id, in_sponsor.kind
