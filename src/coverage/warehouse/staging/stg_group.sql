-- One row per village × decile × occupation group that people are in: what a group number stands for.
select distinct
    group_number,
    village_code,
    decile,
    occupation_group
from stg_person
