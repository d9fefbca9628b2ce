"""What is looked up once per snapshot, as SQL."""

FACTS = {
    "regions": "select code, name from ref_region",
    "sponsors": "select regency_code, sponsor_id, name, kind from ref_sponsor order by regency_code, sponsor_id",
    "delivered_sponsors": """
        select regency_code, sponsor_id, bool_or(is_listed) as is_listed
        from (
            select distinct regency_code, sponsor_id, is_aggregate = 0 as is_listed from mart_coverage
            union all
            select distinct regency_code, sponsor_id, true from mart_sponsor
        )
        group by all
    """,
    "grain": """
        select
            regency_code, month, segment, detail, decile <> '*' as has_decile,
            occupation_group <> '*' as has_occupation, is_aggregate, sum(active) as active,
            sum(active) filter (where decile = '?') as unknown
        from mart_coverage
        group by all
    """,
    "cuts": """
        select
            series, regency_code, region_level, decile <> '*' as has_decile,
            occupation_group <> '*' as has_occupation, segment <> '*' as has_segment,
            as_of, as_of_month, min(source) as source, string_agg(distinct region_code, ',') as regions
        from mart_workforce
        group by all
        order by all
    """,
    "missing": "select regency_code, month, area_code, segment, sender from ref_missing order by all",
    "deliveries": """
        select
            delivery, min(format) as format, regency_code, min(period_first) as first_month, min(sender) as sender,
            max(received) as received, max(rows) as rows, min(file_name) as file_name,
            coalesce(min(part), '') as part
        from ref_delivery
        where in_force = 1
        group by delivery, regency_code
        order by all
    """,
    "codes": """
        select distinct regency_code, 'decile' as kind, decile as code from mart_coverage
        union
        select distinct regency_code, 'decile', decile from mart_workforce
        union
        select distinct regency_code, 'decile', coalesce(decile, '?') from mart_welfare
        union
        select distinct regency_code, 'occupation_group', occupation_group from mart_coverage
        union
        select distinct regency_code, 'occupation_group', occupation_group from mart_workforce
        union
        select distinct regency_code, 'segment', segment from mart_coverage
        union
        select distinct regency_code, 'sponsor_kind', sponsor_kind from mart_coverage
        union
        select distinct regency_code, 'sponsor_kind', sponsor_kind from mart_sponsor
        union
        select distinct regency_code, 'programme', programme from mart_claim
    """,
    "welfare": "select regency_code, min(period) as first_month from mart_welfare group by all",
}
