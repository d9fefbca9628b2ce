-- One row per month × village × pair of sponsors (a before b by name): persons both paid for, and the rupiah the second payer could redirect.
with pairs as (
    select
        first_block.person_key,
        first_block.payer_number,
        -- The payer who does not count the person is the one whose money could go elsewhere.
        second_block.payer_number as spare_number,
        second_block.band as spare_band,
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
        and first_block.sponsor_number < second_block.sponsor_number
        and first_block.start_month <= second_block.end_month
        and second_block.start_month <= first_block.end_month
),
located as (
    -- Where the person is while both pay; months come last, or every person would meet every month.
    select
        pairs.payer_number,
        pairs.spare_number,
        pairs.spare_band,
        stg_person.village_code,
        stg_person.occupation_group,
        case
            when stg_person.valid_from > pairs.start_month then stg_person.valid_from else pairs.start_month
        end as start_month,
        case when stg_person.valid_to < pairs.end_month then stg_person.valid_to else pairs.end_month end as end_month,
        count(*) as persons
    from pairs
    inner join stg_person
        on pairs.person_key = stg_person.person_key
        and stg_person.valid_from <= pairs.end_month
        and pairs.start_month <= stg_person.valid_to
    group by
        pairs.payer_number,
        pairs.spare_number,
        pairs.spare_band,
        stg_person.village_code,
        stg_person.occupation_group,
        stg_person.valid_from,
        stg_person.valid_to,
        pairs.start_month,
        pairs.end_month
),
monthly as (
    select
        in_month.month,
        in_place.regency_code,
        located.village_code,
        case when payer.sponsor_id < spare.sponsor_id then payer.sponsor_id else spare.sponsor_id end as sponsor_a,
        case when payer.sponsor_id < spare.sponsor_id then spare.sponsor_id else payer.sponsor_id end as sponsor_b,
        located.persons,
        case when spare.segment = 'BPU' then located.persons * coalesce(in_tariff.low_idr, 0) else 0 end as redirectable_idr
    from located
    cross join in_place
    inner join in_month
        on in_month.month between located.start_month and located.end_month
        and in_month.month between in_place.first_month and in_place.last_month
    inner join stg_payer as payer on located.payer_number = payer.payer_number
    inner join stg_payer as spare on located.spare_number = spare.payer_number
    left join in_sector on located.occupation_group = in_sector.occupation_group
    left join in_tariff
        on spare.sponsor_kind = in_tariff.kind
        and coalesce(in_sector.sector, 'other') = in_tariff.sector
        and in_month.month = in_tariff.month
        and located.spare_band = in_tariff.band
)
select
    month,
    regency_code,
    village_code,
    sponsor_a,
    sponsor_b,
    cast(sum(persons) as integer) as persons,
    cast(sum(redirectable_idr) as bigint) as redirectable_idr
from monthly
group by month, regency_code, village_code, sponsor_a, sponsor_b
