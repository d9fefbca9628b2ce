-- One row per village × its register × the one before it × decile then × decile now; '0': that register does not name the person.
with named as (
    select
        in_register.person_key,
        in_register.period,
        coalesce(in_register.village_code, in_place.regency_code || '.00.0000') as village_code,
        coalesce(in_register.decile, '?') as decile,
        in_place.regency_code
    from in_register
    cross join in_place
),
places as (
    select distinct village_code, period from named
),
-- A register may cover one district only, so which registers follow each other is told village by village.
versions as (
    select
        village_code,
        period,
        lag(period) over (partition by village_code order by period) as earlier_period,
        lead(period) over (partition by village_code order by period) as later_period
    from places
),
lives as (
    select
        named.*,
        lag(period) over (partition by person_key order by period) as own_earlier_period,
        lag(decile) over (partition by person_key order by period) as own_earlier_decile,
        lead(period) over (partition by person_key order by period) as own_later_period
    from named
),
found as (
    select
        lives.regency_code,
        lives.village_code,
        versions.earlier_period as from_period,
        lives.period as to_period,
        case
            when lives.own_earlier_period >= versions.earlier_period then lives.own_earlier_decile
            else '0'
        end as decile_from,
        lives.decile as decile_to
    from lives
    inner join versions on lives.village_code = versions.village_code and lives.period = versions.period
    where versions.earlier_period is not null
),
gone as (
    select
        lives.regency_code,
        lives.village_code,
        lives.period as from_period,
        versions.later_period as to_period,
        lives.decile as decile_from,
        '0' as decile_to
    from lives
    inner join versions on lives.village_code = versions.village_code and lives.period = versions.period
    where
        versions.later_period is not null
        and (lives.own_later_period is null or lives.own_later_period > versions.later_period)
),
everybody as (
    select * from found
    union all
    select * from gone
)
select
    regency_code,
    village_code,
    from_period,
    to_period,
    decile_from,
    decile_to,
    count(*) as persons
from everybody
group by regency_code, village_code, from_period, to_period, decile_from, decile_to
