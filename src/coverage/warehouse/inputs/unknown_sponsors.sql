-- One row per sponsor that a list of participants, payments or claims names and no sponsor list has.
select distinct sponsor_id
from (
    select sponsor_id from in_statement
    union all
    select sponsor_id from in_contribution
    union all
    select sponsor_id from in_claim where sponsor_id is not null
)
where sponsor_id not in (select sponsor_id from in_sponsor)
order by sponsor_id
