-- severity: warn
-- message:
--   id: "Daftar peserta dari dua pengirim menyebut bulan yang berbeda untuk orang dan sponsor yang sama; bulan dari keduanya dihitung."
--   en: "Participant lists of two senders state different months for the same people and sponsor; the months of both count."
select regency_code
from ref_conflict
where conflict = 'lists'
