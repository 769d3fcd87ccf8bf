"""What `explain` says, as text: for each URL a line for all clients that do the same, the exceptions
first.
"""

from __future__ import annotations

from krm_fn.command.columns import GAP, columns, widths
from krm_fn.inspection.answers import without_userinfo
from krm_fn.shown import printable, shown, shown_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.inspection.answers import Answered, Group
    from krm_fn.inspection.audit import Row

    Cells = tuple[str, str, str, str]

HEADINGS = ("CLIENTS", "GO", "BECAUSE OF", "WHICH")
MESH_HEADINGS = ("URL", "GOES", "BECAUSE OF")
OTHERS, ALL = "all others", "all"


def of_urls(found: Sequence[Answered], *, named: bool, width: int | None) -> str:
    """The answers for each URL; `named`: the clients were named, and so each is in its line."""
    sections = _sections(found, named)
    taken = widths([HEADINGS, *(cells for _, rows in sections for cells in rows)])
    texts = [columns([HEADINGS], taken, width)]
    texts += [f"{url}\n{columns(rows, taken, width)}" for url, rows in sections]
    return "".join(texts)


def of_containers(rows: Iterable[Row], named: bool, width: int | None) -> str:
    """The answers for each container, those with equal answers together."""
    alike: dict[object, list[Row]] = {}
    for row in rows:
        answered = tuple((url, tuple(map(_key, groups))) for url, groups in row.answers)
        alike.setdefault((answered, row.note, row.is_known), []).append(row)
    return "\n".join(_block(members, named, width) for members in alike.values())


def _block(members: list[Row], named: bool, width: int | None) -> str:
    """Containers with equal answers."""
    first = members[0]
    lines = [*map(about, members), *([f"{GAP}{shown(first.note)}"] if first.note else [])]
    sections = _sections(first.answers, named or first.is_known)
    taken = widths([cells for _, rows in sections for cells in rows])
    for url, rows in sections if taken else ():
        lines += [f"{GAP}{url}", columns(rows, taken, width, GAP * 2).rstrip("\n")]
    return "\n".join(lines) + "\n"


def of_mesh(rows: Iterable[tuple[str, str, str]], width: int | None) -> str:
    """The rows of a mesh, which has no clients that differ."""
    cells = [MESH_HEADINGS, *(tuple(map(shown, row)) for row in rows)]
    return columns(cells, widths(cells), width)


def about(row: Row) -> str:
    """A container in one line."""
    namespace = f"{row.namespace}/" if row.namespace else ""
    image = f" ({printable(row.image)})" if row.image else ""
    place = f", {row.place}" if row.place else ""
    return f"{shown_first(namespace + row.workload)}: {shown(row.name)}{image}{place}"


def _key(group: Group) -> tuple[str, str, tuple[str, ...]]:
    return group.first.words, group.because, tuple(group.names)


def _sections(found: Iterable[Answered], named: bool) -> list[tuple[str, list[Cells]]]:
    return [(shown(without_userinfo(url)), cells_of(groups, named)) for url, groups in found]


def cells_of(groups: Sequence[Group], named: bool) -> list[Cells]:
    """A line for each group: how many, where they go, why, and which they are. Those that nobody has
    named, and that are the most, are the others.
    """
    made: list[Cells] = []
    for group in groups:
        names = ", ".join(group.names)
        if not named and group is groups[-1]:
            names = OTHERS if len(groups) > 1 else ALL
        count = f"{len(group.answers)} of {group.of}"
        made.append((count, shown(group.first.words), shown(group.because), names))
    return made
