-- One row per rule that a build found broken in a regency; a late sender has a line of its own.
select name, severity, regency_code, found, message_id, message_en
from check_result
where name <> 'late'
order by severity, name, regency_code
