"""An author's own noProxy: its entries are checked as those of the configuration are.

What would be an error there is a warning here, since it is the author's to change.
"""

from __future__ import annotations

from krm_fn.clients.entry_forms import findings, is_plain
from krm_fn.shown import printable, shown_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource


def check(resource: Resource, container: Container, name: str, value: str) -> Iterator[Result]:
    """Warnings about a variable's entries, one for each kind of what is wrong."""
    entries = value.replace(",", " ").split()
    blank = any(len(between.split()) > 1 for between in value.split(","))
    if not blank and all(map(is_plain, entries)):
        return
    from krm_fn.checks.made import made_of, named
    from krm_fn.checks.table import BY_ID
    from krm_fn.clients.table import CLIENTS

    path, place = container.env_path, f"container {named(container)}"
    found = findings(entries)
    for kind in dict.fromkeys(kind for kind, _, _ in found):
        same = [(entry, instead) for each, entry, instead in found if each == kind]
        shown = shown_entries(dict.fromkeys(entry for entry, _ in same))
        better = ",".join(dict.fromkeys(instead for _, instead in same))
        if kind == "prefix":
            better = f"a prefix length of at most {better}"
        why = BY_ID[f"no-proxy-{kind}"].reason
        problem = f'{place} has "{shown}" in its own `{name}`'
        instead = better if " " in better else f'"{printable(better)}"'
        yield made_of(resource, path, "own-no-proxy", problem, CLIENTS, why=why, instead=instead)
    if blank and not any(kind == "placeholder" for kind, _, _ in found):
        problem = f"{place} has white space between entries of its own `{name}`"
        why = BY_ID["no-proxy-white-space"].reason
        yield made_of(resource, path, "own-no-proxy", problem, CLIENTS, why=why, instead="commas")
