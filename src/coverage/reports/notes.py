"""What stands under a figure or table: its denominator, date and source, and how to read it."""

from __future__ import annotations

from ..codes import segments, sponsor_kinds
from ..metrics import Result
from ..parameters import citations, contribution
from ..planning.outlook_words import beyond_text
from ..planning.wording import fill
from ..text import Lang, Text, day_name, month_name, number
from ..words import say
from . import look, wording
from .briefing import Briefing
from .cells import counted


def map_note(briefing: Briefing) -> str:
    """The denominator of the districts with its date, scope and source, and the source of the shapes."""
    lang, answer = briefing.lang, briefing.by_district
    if not briefing.districts:
        return say("reports.no_map", lang)
    if answer is None or not briefing.has_district_rates:
        key = "no_district_rate_known" if answer is not None and answer.as_of else "no_district_rate"
        return say(f"reports.{key}", lang, month=briefing.month)
    words = say(
        "reports.map_note",
        lang,
        series=wording.series_words(answer.series, lang),
        date=_dates(answer, lang),
        source=", ".join(dict.fromkeys(each.source for each in answer.as_of if each.source)) or "–",
        scope=say("reports.map_scope", lang, segments=segment_words(answer.scope, lang)) if answer.scope else "",
        shapes=f"{briefing.say(briefing.map.source).rstrip('.')}." if briefing.map else say("reports.no_map", lang),
    )
    other = [] if _is_of_the_headline(briefing) else [_other_denominator(briefing)]
    over = [fill("p_over_areas").of(lang)] if any(each.is_over for each in briefing.districts) else []
    return " ".join([words, *other, *over])


def _is_of_the_headline(briefing: Briefing) -> bool:
    return briefing.head.rate.rate is None or briefing.head.behind.series == briefing.head.rate.series


def _other_denominator(briefing: Briefing) -> str:
    """That the whole place is told by another denominator, and whether the districts add up to it all the same."""
    rate, districts = briefing.head.rate, briefing.districts
    active = sum(each.active or 0 for each in districts) + (briefing.unplaced or 0)
    is_same = (active, sum(each.workers or 0 for each in districts)) == (rate.active, rate.workers)
    key = "reports.map_same_sum" if is_same else "reports.map_other_series"
    other = wording.series_words(rate.series, briefing.lang)
    return say(key, briefing.lang, place=briefing.head.name, other=other)


def _dates(answer: Result, lang: Lang) -> str:
    days = sorted({each.as_of for each in answer.as_of})
    return " – ".join(day_name(day, lang) for day in ([days[0], days[-1]] if len(days) > 1 else days)) or "–"


def segment_words(codes: tuple[str, ...] | list[str], lang: Lang) -> str:
    """Segments by name: `A dan B`."""
    return wording.listing([segments()[code].label.of(lang) for code in codes], lang)


def trend_note(briefing: Briefing) -> str:
    """How to read the chart, and from when the months ahead are counted."""
    lang, drawn = briefing.lang, briefing.trend
    if drawn is None:
        return ""
    rates = [rate for rate in drawn.history if rate is not None]
    words = []
    if rates and look.nice_ticks(min([*rates, *drawn.none]), max([*rates, *drawn.everyone]), most=6)[0] > 0:
        words.append(say("reports.trend_note", lang))
    if len(rates) < len(drawn.history):
        words.append(say("reports.trend_gaps", lang))
    words += [briefing.say(text) for text in _of_the_line(briefing)]
    if drawn.none:
        words.append(say("reports.outlook_note", lang, month=month_name(drawn.now, lang)))
    return " ".join(words)


def _of_the_line(briefing: Briefing) -> list[Text]:
    """What the line has to be read with: counts that came later, and lists that exceed the counts."""
    head = briefing.head
    told = (head.begun, beyond_text(head.outlook) if head.outlook else None)
    is_drawn = briefing.trend is not None and briefing.trend.is_line
    return [text for text in told if text is not None] if is_drawn else []


def payers_note(briefing: Briefing) -> str:
    """Of how many people the shares are, and what the colours mean."""
    lang, head = briefing.lang, briefing.head
    whom = segments()[briefing.segment].label.of(lang) if briefing.segment else say("reports.all_segments", lang)
    active = number(head.active, "people", lang)
    words = say("reports.payers_note", lang, active=active, segments=whom, month=briefing.month)
    if any((each.active or 0) < 0 for each in head.funding):
        words = f"{words} {say('reports.payers_below', lang)}"
    in_blocks = any(kind.renewal == "block" for each in head.funding if (kind := sponsor_kinds().get(each.kind)))
    return f"{words} {say('reports.payers_colours', lang)}" if in_blocks else words


def ending_note(briefing: Briefing, with_prices: bool = True) -> str:
    """What the prices mean, and who is not listed because they pay month by month."""
    lang = briefing.lang
    # Whose cover ends when, and at which income band, is known from the last complete month on.
    key = "ending_note" if briefing.head.month >= briefing.head.default_month else "ending_note_past"
    words = [say(f"reports.{key}", lang)] if with_prices else []
    if briefing.rolling:
        told = number(briefing.rolling, "people", lang)
        words.append(counted("rolling_note", lang, briefing.rolling, persons=told))
    return " ".join(words)


def method_lines(briefing: Briefing) -> list[str]:
    """Definitions, legal basis of prices, unplaced members, freshness and warnings."""
    lang, head = briefing.lang, briefing.head
    lines = []
    if head.rate.rate is not None:
        series = wording.series_words(head.rate.series, lang)
        whom = segment_words(head.rate.scope, lang) or "–"
        lines.append(say("reports.method_rate", lang, series=series, segments=whom))
    lines.append(say("reports.method_ready", lang))
    lines.append(say("reports.method_price", lang, basis=tariff_basis(head.month + 1).of(lang)))
    if head.placing.village_share is not None and head.placing.decile_share is not None:
        shares = {
            "village": number(head.placing.village_share, "percent", lang),
            "decile": number(head.placing.decile_share, "percent", lang),
        }
        lines.append(say("reports.method_placing", lang, **shares))
    if head.missing:
        lines.append(counted("method_missing", lang, len(head.missing), count=len(head.missing), month=briefing.month))
    above = _of_the_line(briefing)
    return [*lines, *_freshness(briefing), *(briefing.say(note) for note in head.notes if note not in above)]


def _freshness(briefing: Briefing) -> list[str]:
    lang, senders = briefing.lang, briefing.head.freshness
    received = max((each.received for each in senders if each.received is not None), default=None)
    if received is None:
        return []
    late = [each.sender for each in senders if each.behind > 0 and not each.has_ended]
    key = "reports.method_fresh" if late else "reports.method_fresh_ok"
    return [say(key, lang, received=day_name(received, lang), late=wording.listing(late[:5], lang))]


def tariff_basis(month: int) -> Text:
    """Where the prices are written, each regulation once."""
    return citations(each for kind in ("APBD_KAB", "CSR") for each in contribution(kind, "other", month).basis)
