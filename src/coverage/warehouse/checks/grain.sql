-- severity: stop
-- message:
--   id: "Satu sel muncul dua kali di mart_coverage."
--   en: "One cell stands twice in mart_coverage."
with keyed as (
    select
        *,
        -- Millions of rows are told apart by one number; only where two share it are the cells themselves compared.
        hash(regency_code, month, village_code, decile, occupation_group, segment, sponsor_id, is_aggregate, detail) as key,
    from mart_coverage
),
suspects as (
    select key
    from keyed
    group by key
    having count(*) > 1
)
select keyed.regency_code
from keyed
inner join suspects on keyed.key = suspects.key
group by
    keyed.regency_code,
    keyed.month,
    keyed.village_code,
    keyed.decile,
    keyed.occupation_group,
    keyed.segment,
    keyed.sponsor_id,
    keyed.is_aggregate,
    keyed.detail
having count(*) > 1
