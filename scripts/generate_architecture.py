"""Write the picture and the list of modules in docs/architecture.md, from the contracts and docstrings.

What stands between the page's marks is made here; the rest of the page is written by hand.
"""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from generated import ROOT, main

PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "krm_fn"
WIDTH = 93


def files() -> dict[Path, str]:
    """The page with what is made between its marks."""
    made = {"picture": picture(floors()), "modules": modules(floors())}
    text = PAGE.read_text(encoding="utf-8")
    for mark, block in made.items():
        text = between(mark, block, text)
    return {PAGE: text}


def between(mark: str, block: str, text: str) -> str:
    """The page with a block between the marks of a name."""
    marks = rf"(<!-- {mark}: [^\n]*-->\n).*?(<!-- end of {mark} -->)"
    return re.sub(marks, lambda found: found[1] + block + found[2], text, count=1, flags=re.DOTALL)


def floors() -> list[list[str]]:
    """The names of the rooms on each floor, from the top, as the linter's contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each["type"] == "layers"]
    return [[name.strip(" ()") for name in re.split("[|:]", layer)] for layer in layers]


def picture(rooms: list[list[str]]) -> str:
    """Boxes above each other: whoever is above may import what is below, never beside or above."""
    lines = ["```text", "┌" + "─" * (WIDTH - 2) + "┐"]
    for at, floor in enumerate(rooms):
        lines += row(floor)
        below = rooms[at + 1] if at + 1 < len(rooms) else []
        lines.append(border(len(floor), len(below)))
    return "\n".join([*lines, "```\n"])


def row(names: list[str]) -> Iterator[str]:
    """The lines of one floor, its rooms beside each other."""
    widths = widths_of(len(names))
    cells = [
        [name, *textwrap.wrap(purpose(name), width - 2)]
        for name, width in zip(names, widths, strict=True)
    ]
    for line in range(max(map(len, cells))):
        parts = [cell[line] if line < len(cell) else "" for cell in cells]
        padded = (f" {part:<{width - 1}}" for part, width in zip(parts, widths, strict=True))
        yield "│" + "│".join(padded) + "│"


def widths_of(count: int) -> list[int]:
    """The widths of the rooms of one floor, without the walls."""
    inner = WIDTH - 1 - count
    return [inner // count + (at < inner % count) for at in range(count)]


def border(above: int, below: int) -> str:
    """What is between two floors: a wall goes up, down or both ways; the last one is the ground."""
    up, down = walls(above), walls(below)
    signs = {(True, True): "┼", (True, False): "┴", (False, True): "┬", (False, False): "─"}
    inner = "".join(signs[at in up, at in down] for at in range(1, WIDTH - 1))
    return f"├{inner}┤" if below else f"└{inner}┘"


def walls(count: int) -> set[int]:
    """The columns of the walls between the rooms of a floor."""
    columns, at = set(), 0
    for width in widths_of(count)[:-1] if count else ():
        at += width + 1
        columns.add(at)
    return columns


def modules(rooms: list[list[str]]) -> str:
    """Each room's modules with what they are for."""
    made = []
    for name in (name for floor in rooms for name in floor):
        if (PACKAGE / name).is_dir():
            made += [f"\n**{name}/**\n\n", *listed(sorted((PACKAGE / name).glob("[!_]*.py")))]
        else:
            made += [f"\n**{name}.py**: {first_sentence(PACKAGE / f'{name}.py')}\n"]
    return "".join([*made, "\n"])


def listed(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        link = f"../{path.relative_to(ROOT)}"
        yield f"- [`{path.stem}`]({link}): {first_sentence(path)}\n"


def purpose(room: str) -> str:
    """What a room is for, in a sentence."""
    path = PACKAGE / room / "__init__.py"
    return first_sentence(path if path.exists() else PACKAGE / f"{room}.py")


def first_sentence(path: Path) -> str:
    """The first sentence of a module's docstring, on one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.)\s", " ".join(text.split()), maxsplit=1)[0]


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
