-- One row per person × unbroken membership over all payers, with the month from which each benefit is known to be owed.
with marked as (
    select
        stg_piece.*,
        case
            when lag(end_month) over (partition by person_key order by start_month) = start_month - 1 then 0
            else 1
        end as is_new
    from stg_piece
),
numbered as (
    select
        marked.*,
        sum(is_new) over (
            partition by person_key
            order by start_month
            rows between unbounded preceding and current row
        ) as spell_number
    from marked
),
spells as (
    select
        person_key,
        spell_number,
        min(start_month) as start_month,
        max(end_month) as end_month
    from numbered
    group by person_key, spell_number
),
histories as (
    select
        person_key,
        max(months_before) as months_before
    from stg_statement
    group by person_key
),
first_days as (
    select
        person_key,
        start_month,
        min(registered_on) as registered_on
    from stg_block
    where start_month is not null
    group by person_key, start_month
),
first_reports as (
    select
        person_key,
        start_month,
        min(first_period) as first_period
    from stg_statement
    where start_month is not null
    group by person_key, start_month
),
dated as (
    select
        spells.person_key,
        spells.spell_number,
        spells.start_month,
        spells.end_month,
        histories.months_before,
        coalesce(sum(spells.end_month - spells.start_month + 1) over (
            partition by spells.person_key
            order by spells.start_month
            rows between unbounded preceding and 1 preceding
        ), 0) as earlier_months,
        case
            when first_reports.first_period = spells.start_month and histories.months_before is null then 0
            else 1
        end as is_origin_known,
        cast((spells.start_month - spells.start_month % 12) / 12 as integer) * 100
        + spells.start_month % 12 + 1 as start_year_month,
        first_days.registered_on
    from spells
    left join histories on spells.person_key = histories.person_key
    left join first_days
        on spells.person_key = first_days.person_key
        and spells.start_month = first_days.start_month
    left join first_reports
        on spells.person_key = first_reports.person_key
        and spells.start_month = first_reports.start_month
),
started as (
    select
        dated.*,
        -- Without a day the spell counts as started at the month's end: it waits when a rule came into force in that month.
        case
            when registered_on between start_year_month * 100 + 1 and start_year_month * 100 + 31 then registered_on
            else start_year_month * 100 + 31
        end as start_day,
        case
            when registered_on between start_year_month * 100 + 1 and start_year_month * 100 + 31 then 1
            else 0
        end as is_start_day_known
    from dated
),
rules as (
    select
        effective_day,
        lead(effective_day) over (order by effective_day) as next_day,
        months
    from in_waiting
),
waiting as (
    select
        started.*,
        coalesce(rules.months, 0)
        - case when started.spell_number = 1 then coalesce(started.months_before, 0) else 0 end as waiting_months
    from started
    left join rules
        on rules.effective_day <= started.start_day
        and (rules.next_day is null or started.start_day < rules.next_day)
),
scholarship as (
    select
        waiting.*,
        in_scholarship.months - coalesce(waiting.months_before, 0) - waiting.earlier_months - 1 as scholarship_wait
    from waiting
    cross join in_scholarship
)
select
    person_key,
    cast(spell_number as integer) as spell_number,
    start_month,
    end_month,
    start_day,
    is_start_day_known,
    is_origin_known,
    cast(start_month + case when waiting_months > 0 then waiting_months else 0 end as integer) as ready_month,
    cast(start_month + case when scholarship_wait > 0 then scholarship_wait else 0 end as integer) as scholarship_month,
    min(case when spell_number = 1 then is_origin_known end) over (partition by person_key) as is_history_known
from scholarship
