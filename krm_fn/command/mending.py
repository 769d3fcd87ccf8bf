"""The commands that mend what `apply --check` has found."""

from __future__ import annotations

import shlex

from krm_fn.command.table import CHECK, DIFF, EXISTING, TELLS
from krm_fn.environment.env_plan import BESIDE_ANOTHER, KEPT
from krm_fn.results import result
from krm_fn.shown import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.command.command_line import CommandLine
    from krm_fn.results import Result


LEFT_OUT = (CHECK, DIFF, *TELLS)


def commands(line: CommandLine, *, changes: bool, removes: bool, reasons: set[str]) -> list[Result]:
    """Infos with the command that sets or removes what would change, and with the one that replaces
    values that differ, where `reasons` say that they can be. A password in the configuration is not
    printed.
    """
    given = {name: values for name, values in line.options.items() if name not in LEFT_OUT}
    made = []
    if changes and BESIDE_ANOTHER not in reasons:
        made.append(_info(f"to {'remove' if removes else 'set'} them, run", given, line.operands))
    if not reasons.isdisjoint((KEPT, BESIDE_ANOTHER)):
        given[EXISTING] = ["replace"]
        made.append(_info("to replace the values that differ, run", given, line.operands))
    return made


def _info(what: str, options: dict[str, list[str]], operands: list[str]) -> Result:
    words = ["set-proxy-env", "apply"]
    for name, values in options.items():
        for value in values:
            words += [name, value] if value else [name]
    if any(each.startswith("-") for each in operands):
        words.append("--")
    command = shown(" ".join(map(shlex.quote, words + operands)))
    return result("info", f"{what}: {command}", tags={"rule": "mend"})
