-- severity: warn
-- message:
--   id: "Daftar peserta memuat lebih banyak orang daripada angka agregat 'semua' di sebagian wilayah."
--   en: "Participant lists hold more people than the 'whole' counts in some areas."
select regency_code
from mart_coverage
where
    is_aggregate = 1
    and active < 0
    -- Listed people without a place at the level of the counts are taken off as a whole: that row is below nought by right.
    and case detail
        when 'district' then substr(village_code, 7, 2) <> '00'
        when 'village' then substr(village_code, 10, 4) <> '0000'
        else true
    end
