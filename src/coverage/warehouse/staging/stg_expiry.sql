-- One row per person × month in which a block of the primary payer ends, and what the next month brings: renewed, taken over, or neither (lapsed).
select
    stg_block.person_key,
    stg_block.end_month as month,
    stg_stay.group_number,
    stg_stay.payer_number,
    stg_block.end_month - stg_block.start_month + 1 as block_months,
    case when stg_block.end_month < stg_piece.end_month then 1 else 0 end as is_renewed,
    case
        when stg_block.end_month = stg_piece.end_month and stg_piece.is_followed = 1 then 1 else 0
    end as is_taken_over
from stg_block
inner join stg_payer on stg_block.payer_number = stg_payer.payer_number
inner join stg_piece
    on stg_block.person_key = stg_piece.person_key
    and stg_block.sponsor_number = stg_piece.sponsor_number
    and stg_block.end_month between stg_piece.start_month and stg_piece.end_month
inner join stg_stay
    on stg_block.person_key = stg_stay.person_key
    and stg_stay.is_active = 1
    and stg_block.end_month between stg_stay.start_month and stg_stay.end_month
where stg_payer.renewal = 'block'
