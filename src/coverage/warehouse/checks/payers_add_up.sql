-- severity: stop
-- message:
--   id: "Peserta aktif tidak sama dengan bulan terbayar dikurangi yang dibayar ganda."
--   en: "Active members are not the paid months less those paid twice or more."
with listed as (
    select regency_code, month, sum(active) as active, sum(double_paid) as double_paid
    from mart_coverage
    where is_aggregate = 0
    group by regency_code, month
),
paid as (
    select regency_code, month, sum(sponsored_active) as paid, count(distinct sponsor_id) as sponsors
    from mart_sponsor
    where sponsored_active > 0
    group by regency_code, month
)
select listed.regency_code
from listed
inner join paid on listed.regency_code = paid.regency_code and listed.month = paid.month
where
    paid.paid < listed.active + listed.double_paid
    -- Whoever is paid twice is paid by at most every sponsor of the month.
    or paid.paid > listed.active + listed.double_paid * (paid.sponsors - 1)
