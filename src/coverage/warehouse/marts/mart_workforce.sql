-- One row per series × as-of date × cell of one cut (a full partition of the series' total); '*' marks a dimension the cut does not have, so a total delivered beside its parts is a cut of its own.
with delivered as (
    select
        in_workforce.series,
        in_place.regency_code,
        in_workforce.as_of_month,
        in_workforce.as_of_day,
        in_workforce.region_code,
        in_workforce.region_level,
        in_workforce.decile,
        in_workforce.occupation_group,
        in_workforce.segment,
        in_workforce.workers,
        in_workforce.source
    from in_workforce
    cross join in_place
),
register_dates as (
    select
        stg_person.*,
        cast((period - period % 12) / 12 as integer) * 10000 + (period % 12 + 1) * 100 + 1 as as_of_day
    from stg_person
    where period is not null
),
registered as (
    select
        'dtsen_bekerja' as series,
        in_place.regency_code,
        register_dates.period as as_of_month,
        register_dates.as_of_day,
        register_dates.village_code as region_code,
        'village' as region_level,
        register_dates.decile,
        register_dates.occupation_group,
        register_dates.register_segment as segment,
        count(*) as workers,
        'register' as source
    from register_dates
    cross join in_place
    where register_dates.register_segment is not null
    group by
        in_place.regency_code,
        register_dates.period,
        register_dates.as_of_day,
        register_dates.village_code,
        register_dates.decile,
        register_dates.occupation_group,
        register_dates.register_segment
),
everything as (
    select * from delivered
    union all
    select * from registered
)
select
    series,
    regency_code,
    as_of_month,
    as_of_day,
    region_code,
    region_level,
    decile,
    occupation_group,
    segment,
    region_level
    || case when decile <> '*' then '+decile' else '' end
    || case when occupation_group <> '*' then '+occupation_group' else '' end
    || case when segment <> '*' then '+segment' else '' end as cut,
    cast(workers as integer) as workers,
    source
from everything
