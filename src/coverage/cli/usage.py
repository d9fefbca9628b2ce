"""Wrong usage told in the user's language: what click found, with what was meant."""

from __future__ import annotations

import click
from click.exceptions import BadParameter, MissingParameter, NoSuchCommand, NoSuchOption

from ..errors import CoverageError, UsageError, unknown_name
from ..text import Text
from ..words import phrase


def usage_error(fault: click.ClickException, commands: click.Group) -> CoverageError:
    """The fault as one of ours: unknown commands and options with the nearest names, wrong values with their option."""
    if isinstance(fault, NoSuchCommand):
        return unknown_name(phrase("cli.command"), fault.command_name, commands.commands)
    if isinstance(fault, NoSuchOption):
        return unknown_name(phrase("cli.option"), fault.option_name, _options(fault.ctx))
    if isinstance(fault, MissingParameter):
        return UsageError("usage", phrase("cli.missing", name=_name(fault)))
    if isinstance(fault, BadParameter):
        choices = getattr(fault.param.type if fault.param else None, "choices", None)
        if choices:
            listed = ", ".join(str(choice) for choice in choices)
            return UsageError("usage", phrase("cli.bad_choice", name=_name(fault), choices=listed))
        return UsageError("usage", phrase("cli.bad_value", name=_name(fault), reason=fault.message))
    message = fault.format_message()
    return UsageError("usage", Text(id=message, en=message))


def _options(context: click.Context | None) -> list[str]:
    parameters = context.command.params if context else []
    return [option for parameter in parameters for option in parameter.opts if option.startswith("--")]


def _name(fault: BadParameter) -> str:
    """How the user writes the parameter: its option, or its place in capitals."""
    if fault.param is None:
        return str(fault.param_hint or "")
    return fault.param.opts[0] if fault.param.param_type_name == "option" else (fault.param.name or "").upper()
