-- One row per register or decile table × village × decile × unit: persons and families as the welfare data count them.
with persons as (
    select
        in_place.regency_code,
        stg_person.period,
        stg_person.village_code,
        stg_person.decile,
        count(*) as persons,
        sum(stg_person.is_head) as families
    from stg_person
    cross join in_place
    where stg_person.period is not null
    group by in_place.regency_code, stg_person.period, stg_person.village_code, stg_person.decile
)
select regency_code, period, village_code, decile, 'persons' as unit, cast(persons as integer) as value, 'register' as source
from persons
union all
select regency_code, period, village_code, decile, 'families' as unit, cast(families as integer) as value, 'register' as source
from persons
where families is not null
union all
select
    in_place.regency_code,
    in_decile_table.period,
    in_decile_table.village_code,
    coalesce(in_decile_table.decile, '?') as decile,
    in_decile_table.unit,
    cast(in_decile_table.value as integer) as value,
    'decile_table' as source
from in_decile_table
cross join in_place
