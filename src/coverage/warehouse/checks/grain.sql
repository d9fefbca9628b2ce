-- severity: stop
-- message:
--   id: "Satu sel muncul dua kali di mart_coverage."
--   en: "One cell stands twice in mart_coverage."
select regency_code
from mart_coverage
group by regency_code, month, village_code, decile, occupation_group, segment, sponsor_id, is_aggregate, detail
having count(*) > 1
