-- severity: stop
-- message:
--   id: "Perubahan peserta aktif tidak sama dengan jumlah arusnya di sebagian sel."
--   en: "The change in active members is not the sum of its flows in some cells."
with weighed as (
    select
        regency_code,
        month,
        active,
        joined + rejoined + moved_in - lapsed - moved_out as flow,
        -- Each cell has a weight of its own: what one lacks, another cannot make up (but for one chance in a thousand
        -- million). So no cell need be set beside itself a month earlier, over tens of millions of rows.
        cast(hash(village_code, decile, occupation_group, segment, sponsor_id) % 1000000007 as bigint) as weight,
    from mart_coverage
    where is_aggregate = 0
),
monthly as (
    select
        regency_code,
        month,
        sum(weight * active) as held,
        sum(weight * (active - flow)) as held_before,
    from weighed
    group by regency_code, month
),
months as (
    select
        *,
        lag(month) over place as earlier_month,
        lag(held) over place as earlier_held,
        lead(month) over place as later_month,
    from monthly
    window place as (partition by regency_code order by month)
)
select months.regency_code
from months
inner join ref_place on months.regency_code = ref_place.regency_code
where
    (
        months.month > ref_place.first_month
        and months.held_before <> case when months.earlier_month = months.month - 1 then months.earlier_held else 0 end
    )
    -- A month that had people and is followed by none has lost them without a flow.
    or (
        months.held <> 0
        and months.month < ref_place.last_month
        and coalesce(months.later_month, 0) <> months.month + 1
    )
