-- One row per month × village × pair of sponsors (a before b by name): persons both paid for, and the rupiah the second payer could redirect.
with pairs as (
    select
        first_block.person_key,
        first_block.sponsor_id as sponsor_a,
        second_block.sponsor_id as sponsor_b,
        -- The payer who does not count the person is the one whose money could go elsewhere.
        case
            when first_block.payer_rank > second_block.payer_rank then first_block.sponsor_kind
            else second_block.sponsor_kind
        end as spare_kind,
        case when first_block.payer_rank > second_block.payer_rank then first_block.band else second_block.band end as spare_band,
        case
            when first_block.payer_rank > second_block.payer_rank then first_block.segment
            else second_block.segment
        end as spare_segment,
        case
            when first_block.start_month > second_block.start_month then first_block.start_month
            else second_block.start_month
        end as start_month,
        case
            when first_block.end_month < second_block.end_month then first_block.end_month else second_block.end_month
        end as end_month
    from stg_block as first_block
    inner join stg_block as second_block
        on first_block.person_key = second_block.person_key
        and first_block.sponsor_id < second_block.sponsor_id
        and first_block.start_month <= second_block.end_month
        and second_block.start_month <= first_block.end_month
),
monthly as (
    select
        in_month.month,
        in_place.regency_code,
        stg_person.village_code,
        pairs.sponsor_a,
        pairs.sponsor_b,
        case when pairs.spare_segment = 'BPU' then coalesce(in_tariff.low_idr, 0) else 0 end as redirectable_idr
    from pairs
    cross join in_place
    inner join in_month
        on in_month.month between pairs.start_month and pairs.end_month
        and in_month.month between in_place.first_month and in_place.last_month
    inner join stg_person
        on pairs.person_key = stg_person.person_key
        and in_month.month between stg_person.valid_from and stg_person.valid_to
    left join in_sector on stg_person.occupation_group = in_sector.occupation_group
    left join in_tariff
        on pairs.spare_kind = in_tariff.kind
        and coalesce(in_sector.sector, 'other') = in_tariff.sector
        and in_month.month = in_tariff.month
        and pairs.spare_band = in_tariff.band
)
select
    month,
    regency_code,
    village_code,
    sponsor_a,
    sponsor_b,
    cast(count(*) as integer) as persons,
    cast(sum(redirectable_idr) as bigint) as redirectable_idr
from monthly
group by month, regency_code, village_code, sponsor_a, sponsor_b
