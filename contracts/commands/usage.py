"""Everything that is wrong with how a command was called, said at once: Click stops at the first wrong option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext
from typing import IO, Any

import click
from click.core import iter_params_for_processing

from contracts.commands.talk import masked
from contracts.i18n import told


class UsageErrors(click.UsageError):
    """Several faults of one call: the usage once, then a line for each fault."""

    def __init__(self, faults: Sequence[click.UsageError], ctx: click.Context | None) -> None:
        super().__init__(faults[0].message, ctx)
        self.faults = tuple(faults)

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the usage, then every fault on a line of its own."""
        self.faults[0].show(file)
        for fault in self.faults[1:]:
            click.echo(gettext("Error: {message}").format(message=fault.format_message()), err=file is None, file=file)


def every_fault(error: click.UsageError, arguments: Sequence[str]) -> click.UsageError:
    """Return an error of the command line together with all others of the same call, each once.

    ``arguments`` are what was typed after the name of the house's own command. What only the command itself can
    know, as a name that is not in the ledger, is not asked here.
    """
    call = _call(error, arguments)
    if call is None:
        return _told(error)
    context, words = call
    faults = list(_faults(context, words))
    if error.message not in {fault.message for fault in faults}:
        return _told(error)
    return UsageErrors([_told(fault) for fault in faults], context) if faults[1:] else _told(error)


def _told(error: click.UsageError) -> click.UsageError:
    """Word an error; what was typed in the wrong place may be an ID number."""
    vars(error)["message"] = masked(told(error.message))  # Click writes it once and lets nobody else
    return error


def _call(error: click.UsageError, arguments: Sequence[str]) -> tuple[click.Context, list[str]] | None:
    """Return a fresh context of the command that was called wrongly and what was typed after its name."""
    context, words = error.ctx, list(arguments)
    if context is None or context.parent is None or isinstance(context.command, click.Group):
        return None
    for name in context.command_path.split()[2:]:
        if not words or words.pop(0) != name:
            return None
    fresh = click.Context(context.command, info_name=context.info_name, parent=context.parent)
    fresh.ignore_unknown_options = True
    return fresh, words


def _faults(context: click.Context, words: Sequence[str]) -> Iterator[click.UsageError]:
    command = context.command
    try:
        values, rest, order = command.make_parser(context).parse_args(args=list(words))
    except click.UsageError as error:  # an option without its value: what follows cannot be told apart
        yield error
        return
    unknown = [word.partition("=")[0] for word in (*rest, *_typed(values)) if word.startswith("--")]
    yield from (click.NoSuchOption(name, possibilities=_near(command, context, name), ctx=context) for name in unknown)
    for parameter in iter_params_for_processing(order, command.get_params(context)):
        try:
            if not parameter.is_eager:
                parameter.handle_parse_result(context, values, [])
        except click.UsageError as error:
            yield error


def _typed(values: dict[str, Any]) -> Iterator[str]:
    for value in values.values():
        yield from (word for word in (value if isinstance(value, list | tuple) else [value]) if isinstance(word, str))


def _near(command: click.Command, context: click.Context, name: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, [word for item in command.get_params(context) for word in item.opts])


__all__ = ["UsageErrors", "every_fault"]
