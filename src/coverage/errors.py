"""The errors a user can cause: one family, one exit code each, a sentence in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from .text import Lang, Text


class CoverageError(Exception):
    """Something the user can mend: what was found, what was expected, how to mend it."""

    exit_code = 1

    def __init__(self, code: str, text: Text, hints: Iterable[Text] = ()) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text
        self.hints = tuple(hints)

    def say(self, lang: Lang) -> str:
        """The whole message in one language: the sentence, then each hint."""
        return " ".join([self.text.of(lang), *(hint.of(lang) for hint in self.hints)])


class DataRefused(CoverageError):
    """A file, or a part of it, cannot be taken; nothing was changed."""


class BuildStopped(CoverageError):
    """A check of severity `stop` failed, or the deliveries cannot be built together; the last good snapshot serves."""


class UsageError(CoverageError):
    """A wrong argument: an unknown name, code or combination."""

    exit_code = 2


class CannotAnswer(UsageError):
    """The question is well formed, yet the data delivered do not allow an honest answer (DESIGN 3.3)."""


def unknown_name(kind: Text, found: str, known: Iterable[str]) -> UsageError:
    """A `UsageError` that says which names would have been right, nearest first."""
    names = sorted(known)
    near = get_close_matches(found, names, n=3, cutoff=0.5)
    if near:
        hint = Text(
            id="Mungkin maksudnya " + " atau ".join(f"'{name}'" for name in near) + "?",
            en="Did you mean " + " or ".join(f"'{name}'" for name in near) + "?",
        )
    else:
        hint = Text(id="Yang ada: " + ", ".join(names[:30]) + ".", en="Known: " + ", ".join(names[:30]) + ".")
    return UsageError(
        "unknown_name",
        Text(id=f"Tidak ada {kind.id} bernama '{found}'.", en=f"No {kind.en} named '{found}'."),
        [hint] if names else [],
    )
