"""The commands that mend what `apply --check` has found."""

from __future__ import annotations

import shlex

from krm_fn.command.options import REPLACE_FROM
from krm_fn.environment.env_plan import BESIDE_ANOTHER, KEPT
from krm_fn.results import result
from krm_fn.shown import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.results import Result


def commands(
    options: dict[str, str], paths: Iterable[str], *, changes: bool, reasons: set[str]
) -> list[Result]:
    """Infos with the command that sets what would change, and with the one that replaces values
    that differ, where `reasons` say that they can be. A password in the configuration is not printed.
    """
    given = {name: value for name, value in options.items() if name not in ("--check", "--diff")}
    made = []
    if changes and BESIDE_ANOTHER not in reasons:
        made.append(_info("to set them, run", given, paths))
    if not reasons.isdisjoint((KEPT, BESIDE_ANOTHER)):
        given["--existing"] = "replace"
        made.append(_info("to replace the values that differ, run", given, paths))
    return made


def _info(what: str, options: dict[str, str], paths: Iterable[str]) -> Result:
    words = ["set-proxy-env", "apply"]
    for name, value in options.items():
        for each in value.split() if name == REPLACE_FROM else [value]:
            words += [name, each]
    operands = list(paths)
    if any(each.startswith("-") for each in operands):
        words.append("--")
    command = shown(" ".join(map(shlex.quote, words + operands)))
    return result("info", f"{what}: {command}", tags={"rule": "mend"})
