"""The group of all commands: imports a command only when it is run, and holds the error boundary."""

from __future__ import annotations

import importlib
import os
import traceback
from collections.abc import Mapping
from gettext import gettext
from typing import Any

import click

from contracts.commands.talk import error_lines, masked, say
from contracts.commands.usage import every_fault
from contracts.errors import ShouyueError
from contracts.files import refusal
from contracts.i18n import ENGLISH, LOCALE, as_written, in_english, speak, told

_TYPED = "shouyue.typed"
"""What was typed after the name of a command, kept beside Click's context."""


class House(click.Group):
    """A group whose commands are rows of a table: name → (module, one line of help).

    Each module has a ``command``. Listing the commands imports none of them.
    """

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.table = table

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Speak the language of ``SHOUYUE_LANG`` before anything is read: ``--help`` answers before ``--lang``."""
        if (chosen := os.environ.get("SHOUYUE_LANG")) in {LOCALE, ENGLISH}:
            speak(chosen)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # Click's signature
        """Return the names in the order of the table: the order of the year's work."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # Click's signature
        """Import and return a command, or ``None`` where the table has no such name."""
        if cmd_name not in self.table:
            return None
        module, short_help = self.table[cmd_name]
        with as_written():
            command: click.Command = importlib.import_module(module).command
            if in_english():
                _word_help(command)
        command.short_help = short_help
        return command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` in Chinese: Click keeps it, and it is translated on its way out."""
        with as_written():
            return super().get_help_option(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command asked for; a misspelt one is answered with the names nearest to it."""
        try:
            ctx.meta[_TYPED] = args[1:]
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.table, ctx=ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, self.table[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn every error a person can mend into lines on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise every_fault(error, ctx.meta.get(_TYPED, ())) from error
        except click.ClickException as error:
            vars(error)["message"] = masked(told(error.message))  # Click writes it once and lets nobody else
            raise
        except ShouyueError as error:
            self._explain(ctx, error)
            say(*error_lines(error))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise
        except OSError as error:
            self._explain(ctx, error)
            refused = refusal(error)
            say(*error_lines(refused))
            ctx.exit(refused.exit_code)

    def _explain(self, ctx: click.Context, error: Exception) -> None:
        if ctx.params.get("debug"):
            click.echo(masked("".join(traceback.format_exception(error))), err=True, nl=False)


def _word_help(command: click.Command) -> None:
    """Make the help options of a command and those below it now, while Click words them in Chinese."""
    context = click.Context(command)
    command.get_help_option(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                _word_help(below)
