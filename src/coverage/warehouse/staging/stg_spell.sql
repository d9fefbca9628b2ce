-- One row per person × unbroken membership over all payers, with the month from which each benefit is known to be owed and the last month in arrears behind it.
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
neighboured as (
    select
        spells.*,
        lead(start_month) over (partition by person_key order by start_month) as next_start,
        -- A membership goes on over a gap that does not restart the waiting; each list of the law says how long that is.
        case
            when start_month - 1 - lag(end_month) over (partition by person_key order by start_month)
                <= in_restart.gap_months then 0
            else 1
        end as is_restart
    from spells
    cross join in_restart
),
memberships as (
    select
        neighboured.*,
        sum(is_restart) over (
            partition by person_key
            order by start_month
            rows between unbounded preceding and current row
        ) as membership_number,
        coalesce(sum(end_month - start_month + 1) over (
            partition by person_key
            order by start_month
            rows between unbounded preceding and 1 preceding
        ), 0) as earlier_months
    from neighboured
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
        memberships.*,
        histories.months_before,
        case
            when first_reports.first_period = memberships.start_month and histories.months_before is null then 0
            else 1
        end as is_origin_stated,
        cast((memberships.start_month - memberships.start_month % 12) / 12 as integer) * 100
        + memberships.start_month % 12 + 1 as start_year_month,
        first_days.registered_on
    from memberships
    left join histories on memberships.person_key = histories.person_key
    left join first_days
        on memberships.person_key = first_days.person_key
        and memberships.start_month = first_days.start_month
    left join first_reports
        on memberships.person_key = first_reports.person_key
        and memberships.start_month = first_reports.start_month
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
graces as (
    select
        effective_month,
        lead(effective_month) over (order by effective_month) as next_month,
        months
    from in_grace
),
ruled as (
    select
        started.*,
        coalesce(rules.months, 0)
        - case when started.membership_number = 1 then coalesce(started.months_before, 0) else 0 end as rule_months,
        -- Unpaid months are arrears until the last of them makes the membership inactive, or until cover is paid again.
        case
            when started.next_start <= started.end_month + graces.months - 1 then started.next_start - 1
            else started.end_month + graces.months - 1
        end as arrears_end
    from started
    left join rules
        on rules.effective_day <= started.start_day
        and (rules.next_day is null or started.start_day < rules.next_day)
    left join graces
        on graces.effective_month <= started.end_month + 1
        and (graces.next_month is null or started.end_month + 1 < graces.next_month)
),
waiting as (
    select
        ruled.*,
        -- What a membership's first spell waits for, its later ones need not pay again.
        first_value(rule_months) over (partition by person_key, membership_number order by start_month)
        - (earlier_months - first_value(earlier_months) over (
            partition by person_key, membership_number order by start_month
        )) as waiting_months,
        first_value(is_origin_stated) over (
            partition by person_key, membership_number order by start_month
        ) as is_origin_known,
        in_scholarship.months - coalesce(months_before, 0) - earlier_months - 1 as scholarship_wait
    from ruled
    cross join in_scholarship
)
select
    person_key,
    cast(spell_number as integer) as spell_number,
    start_month,
    end_month,
    next_start,
    start_day,
    is_start_day_known,
    is_origin_known,
    cast(start_month + case when waiting_months > 0 then waiting_months else 0 end as integer) as ready_month,
    cast(start_month + case when scholarship_wait > 0 then scholarship_wait else 0 end as integer) as scholarship_month,
    cast(case when arrears_end > end_month then arrears_end end as integer) as arrears_end,
    min(case when spell_number = 1 then is_origin_known end) over (partition by person_key) as is_history_known
from waiting
