-- severity: stop
-- message:
--   id: "Perubahan peserta aktif tidak sama dengan jumlah arusnya di sebagian sel."
--   en: "The change in active members is not the sum of its flows in some cells."
with keyed as (
    select
        regency_code,
        -- Cells are told apart by one number: a chance of one in millions that two share it, at ten million blocks.
        hash(regency_code, village_code, decile, occupation_group, segment, sponsor_id) as cell_key,
        month,
        active,
        joined + rejoined + moved_in - lapsed - moved_out as flow,
    from mart_coverage
    where is_aggregate = 0
),
cells as (
    select
        *,
        lag(month) over cell as earlier_month,
        lag(active) over cell as earlier_active,
        lead(month) over cell as later_month,
    from keyed
    window cell as (partition by cell_key order by month)
)
select cells.regency_code
from cells
inner join ref_place on cells.regency_code = ref_place.regency_code
where
    (
        cells.month > ref_place.first_month
        and cells.active - case when cells.earlier_month = cells.month - 1 then cells.earlier_active else 0 end
        <> cells.flow
    )
    -- A cell that had people and has no row in the next month has lost them without a flow.
    or (
        cells.active <> 0
        and cells.month < ref_place.last_month
        and coalesce(cells.later_month, 0) <> cells.month + 1
    )
