-- severity: stop
-- message:
--   id: "Siap manfaat melebihi aktif, atau aktif melebihi terdaftar, di sebagian sel."
--   en: "Benefit-ready exceeds active, or active exceeds registered, in some cells."
select regency_code
from mart_coverage
where
    is_aggregate = 0
    and (
        benefit_ready > readiness_known
        or readiness_known > active
        or scholarship_ready > scholarship_known
        or active > registered
        or double_paid > active
        or least(active, benefit_ready, scholarship_ready, expiring_90, in_arrears) < 0
    )
