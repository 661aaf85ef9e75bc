"""Commands that speak French: help pages and usage errors.

typer builds its help and its errors in English; these two classes write the pages from the parameters themselves
and turn each usage error into a ``UsageError`` of Repartie, from the error's class and fields (never from its
English text).
"""

from __future__ import annotations

import inspect
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from simulator.diagnostics import suggestion
from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 80
_GAP = 2
_WIDEST_NAME = 28


class FrenchCommand(TyperCommand):
    """A command with a French help page and French usage errors."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the command line, refusing one too many."""
        ctx.allow_extra_args = True
        with usage_in_french(ctx):
            left = super().parse_args(ctx, args)
        if left:
            raise UsageError(f"le mot « {left[0]} » est en trop.", hint=_see_help(ctx))
        return left


class FrenchGroup(TyperGroup):
    """The root command: names an unknown command's nearest neighbour."""

    def get_help(self, ctx: Any) -> str:
        """The help page, with the list of commands."""
        rows = [(name, _first_sentence(command.help or "")) for name, command in self.commands.items()]
        return help_page(self, ctx, extra=_section("Commandes", rows))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command's name."""
        with usage_in_french(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that the first word names."""
        command = self.get_command(ctx, args[0])
        if command is None:
            near = suggestion(args[0], self.commands)
            raise UsageError(f"la commande « {args[0]} » est inconnue.", hint=near or _see_help(ctx))
        return args[0], command, args[1:]


@contextmanager
def usage_in_french(ctx: Any) -> Iterator[None]:
    """Turn the usage errors of the library into ours."""
    try:
        yield
    except TyperException as error:
        raise _translated(error, ctx) from error


def _translated(error: Any, ctx: Any) -> UsageError:
    """The French error for an error of the library, told apart by its class and fields."""
    kind, help_hint = type(error).__name__, _see_help(ctx)
    if kind == "NoSuchOption":
        near = suggestion(error.option_name, [option for param in ctx.command.params for option in param.opts])
        return UsageError(f"l’option « {error.option_name} » est inconnue.", hint=near or help_hint)
    if kind == "BadOptionUsage":
        flags = [option for param in ctx.command.params if getattr(param, "is_flag", False) for option in param.opts]
        verb = "ne prend pas de valeur" if error.option_name in flags else "attend une valeur"
        return UsageError(f"l’option « {error.option_name} » {verb}.", hint=help_hint)
    if kind == "MissingParameter":
        return UsageError(f"il manque « {_name(error.param)} ».", hint=help_hint)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        return UsageError(f"la valeur donnée à « {_name(parameter)} » ne convient pas.", hint=help_hint)
    return UsageError("la commande n’est pas comprise.", hint=help_hint)


def _see_help(ctx: Any) -> str:
    return f"Tapez « {ctx.command_path} --help » pour voir ce qui est possible."


def _name(parameter: Any) -> str:
    return str(
        parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name.upper()
    )


def help_page(command: Any, ctx: Any, extra: Sequence[str] = ()) -> str:
    """The French help page of a command: usage, what it does, arguments, options, then its examples."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    usage = [_usage_of(param) for param in arguments]
    words = [ctx.command_path, *usage, *(["COMMANDE …"] if extra else []), "[options]"]
    option_rows = [(_option_title(option), option.help or "") for option in options]
    option_rows.append(("--help", "Affiche cette aide."))
    lines = [f"Emploi : {' '.join(words)}", "", *_paragraphs(command.help or "")]
    lines += [*extra, *_section("Arguments", [(_name(param), param.help or "") for param in arguments])]
    lines += _section("Options", option_rows)
    if command.epilog:
        lines += ["", *command.epilog.splitlines()]
    return "\n".join(lines)


def _usage_of(argument: Any) -> str:
    word = f"{_name(argument)}…" if argument.nargs == -1 else _name(argument)
    return word if argument.required else f"[{word}]"


def _option_title(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines += [
            *textwrap.wrap(" ".join(paragraph.split("\n")), WIDTH, break_long_words=False, break_on_hyphens=False),
            "",
        ]
    return lines[:-1]


def _first_sentence(text: str) -> str:
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split("\n"))


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    """A titled two-column list; nothing when it has no row."""
    if not rows:
        return []
    indent = min(max(len(name) for name, _ in rows), _WIDEST_NAME) + 2 * _GAP
    lines = ["", f"{title} :"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
        head = " " * _GAP + name
        if len(head) + _GAP > indent:
            lines.append(head)
        else:
            lines.append(f"{head:<{indent}}{wrapped.pop(0)}".rstrip())
        lines += [" " * indent + line for line in wrapped]
    return lines
