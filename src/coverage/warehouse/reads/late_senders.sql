-- One row per sender and segment that owes counts in a regency: how many areas and months.
select regency_code, sender, segment, count(*) as areas
from ref_missing
group by regency_code, sender, segment
order by regency_code, sender, segment
