-- One row per sponsor that a participant list names and no sponsor list has.
select distinct sponsor_id
from in_statement
where sponsor_id not in (select sponsor_id from in_sponsor)
order by sponsor_id
