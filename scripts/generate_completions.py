"""Write the completions for bash, zsh and fish, in share/, from the command line's parser."""

from __future__ import annotations

from pathlib import Path

import shtab
from generated import ROOT, main

from krm_fn.command.parser import SUB_COMMAND, whole
from krm_fn.command.table import ALL, command

SHARE = ROOT / "share"
PLACES = {
    "bash": SHARE / "bash-completion" / "completions" / "set-proxy-env",
    "zsh": SHARE / "zsh" / "site-functions" / "_set-proxy-env",
    "fish": SHARE / "fish" / "vendor_completions.d" / "set-proxy-env.fish",
}
"""Where each shell looks for them below a prefix such as /usr."""
NAMES_OF_FILES = ("FILE", "PATH")


def files() -> dict[Path, str]:
    """The completions by their files."""
    return {path: completions(shell) for shell, path in PLACES.items()}


def completions(shell: str) -> str:
    """The completions for a shell: of sub-commands, options, their choices, and files."""
    made = whole()
    chosen = next(each for each in made._actions if each.dest == SUB_COMMAND)
    assert isinstance(chosen.choices, dict)
    parsers = {name: chosen.choices[name] for name in filter(None, ALL)}
    for name, parser in parsers.items():
        parser.description = command(name).help
    for parser in (made, *parsers.values()):
        for action in parser._actions:
            if action.metavar in NAMES_OF_FILES:
                action.complete = shtab.FILE
    text = shtab.complete(made, shell=shell)
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines()) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
