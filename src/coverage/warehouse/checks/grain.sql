-- severity: stop
-- message:
--   id: "Satu sel muncul dua kali di mart_coverage."
--   en: "One cell stands twice in mart_coverage."
with keyed as (
    select
        regency_code,
        -- The cells of a place are told apart by one number: a chance of one in thousands of millions that two share it.
        hash(village_code, decile, occupation_group, segment, sponsor_id, is_aggregate, detail) as key,
        -- And their months by a bit each, 64 to a span.
        month // 64 as span,
        cast(1 as ubigint) << (month % 64) as month_bit,
    from mart_coverage
)
select regency_code
from keyed
group by regency_code, key, span
having bit_count(bit_or(month_bit)) < count(*)
