-- severity: stop
-- message:
--   id: "Ada bulan terbayar peserta BPU tanpa tarif yang berlaku."
--   en: "Some paid months of non-wage members have no tariff in force."
select regency_code
from mart_sponsor
where segment = 'BPU' and sponsored_active > 0 and contribution_due_idr is null
