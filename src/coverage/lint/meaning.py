"""What the words beside a number say of it: its role, the part it counts, whether it is a total."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..sources.floor.dates import month_of
from .declared import vocabulary

_DECILE = re.compile(r"\b(?:desil|decile|d) ?(7 10|10|[1-9])\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = re.compile(
    r"\b(?:(?:\d{1,2} )?(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|aug|agt|ags|sep|okt|oct|nov|nop|des|dec)[a-z]* "
    r"(?:19|20)\d\d|(?:19|20)\d\d (?:0[1-9]|1[0-2])(?: [0-3]\d)?)\b"
)


@dataclass(frozen=True)
class Meaning:
    """What one text says: `rest` are the words that say something else, a place for instance.

    `subject` is what a rate is about; `part` a member of a declared family; `month` what date it names.
    """

    role: str = ""
    subject: str = ""
    family: str = ""
    part: str = ""
    is_total: bool = False
    rest: str = ""
    month: int | None = None
    words: str = ""


def plainly(text: str) -> str:
    """A text in small letters, its words parted by one space, per cent signs kept.

    >>> plainly("Cakupan_UCJ (%)")
    'cakupan ucj %'
    """
    return " ".join(re.findall(r"[0-9a-z]+|%", text.casefold()))


@lru_cache(maxsize=8192)
def meaning_of(text: str) -> Meaning:
    """What a heading or a label says.

    >>> found = meaning_of("Peserta aktif BPU")
    >>> found.role, found.part, found.rest
    ('active', 'BPU', '')
    >>> meaning_of("Kota Kendari").rest, meaning_of("Persentase penduduk miskin").subject
    ('kota kendari', 'poor')
    """
    words = plainly(text)
    left, month = _dated(words)
    left, family, part = _part(left)
    left, roles = _roles(left)
    role = roles[0] if roles else ""
    subject = next((name for name in roles if name != "rate"), "") if role == "rate" else ""
    stated = words.split()
    for word, meant in vocabulary().subject_words.items():
        subject = meant if word in stated else subject
    shorter = _without(left, vocabulary().totals)
    is_total = shorter != left and not role
    rest = _without(shorter, vocabulary().fillers)
    return Meaning(role, subject, family, part, is_total, rest, month, words)


def says(words: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a plain text as whole words."""
    padded = f" {words} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _dated(words: str) -> tuple[str, int | None]:
    """The text without the date it names, and the date's month; a year alone stands for its December."""
    if match := _MONTHS.search(words):
        month = month_of(match.group()) or month_of(match.group().split(" ", 1)[-1])
        if month is not None:
            return _cut(words, match), month
    years = list(_YEAR.finditer(words))
    if len(years) == 1:
        return _cut(words, years[0]), int(years[0].group()) * 12 + 11
    return words, None


def _cut(words: str, match: re.Match[str]) -> str:
    return " ".join((words[: match.start()] + " " + words[match.end() :]).split())


def _part(words: str) -> tuple[str, str, str]:
    if match := _DECILE.search(words):
        return _cut(words, match), "decile", match[1].replace(" ", "-")
    for family, members in vocabulary().families.items():
        spelled = sorted(
            ((word, member) for member, listed in members.items() for word in listed), key=lambda one: -len(one[0])
        )
        for word, member in spelled:
            if says(words, (word,)):
                left = words
                for other in members[member]:
                    left = _without(left, (other,))
                return left, family, member
    return words, "", ""


def _roles(words: str) -> tuple[str, list[str]]:
    """The text without the words that name a role, and the roles named, the weightiest first."""
    found = set()
    for word, place in _role_words():
        if says(words, (word,)):
            found.add(place)
            words = _without(words, (word,))
    return words, [vocabulary().roles[place].role for place in sorted(found)]


def _without(words: str, phrases: Iterable[str]) -> str:
    padded = f" {words} "
    for phrase in phrases:
        while f" {phrase} " in padded:
            padded = padded.replace(f" {phrase} ", " ")
    return " ".join(padded.split())


@lru_cache(maxsize=1)
def _role_words() -> tuple[tuple[str, int], ...]:
    """Every word with its place in the declared order, longer words first."""
    words = [(word, place) for place, entry in enumerate(vocabulary().roles) for word in entry.words]
    return tuple(sorted(words, key=lambda one: (-len(one[0]), one[1])))
