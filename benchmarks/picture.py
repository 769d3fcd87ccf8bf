"""One picture: time against size, a line for each tool, as an SVG that follows a dark theme.

Both axes are logarithmic. A line's name stands at its end, in its colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 592, 66, 392
LINE = 17
"""Names are at least so far from each other."""

# (of a light theme, of a dark one): the first is the function's
COLOURS = (
    ("#0757c9", "#6cb2ff"),
    ("#c0392b", "#ff8f85"),
    ("#b35c00", "#f5b060"),
    ("#1d7f45", "#63d493"),
    ("#7b3fc4", "#c9a3ff"),
    ("#0f7d86", "#5fd3dd"),
)
STYLE = """\
  text { font: 13px system-ui, sans-serif; fill: #3d4450 }
  .ground { fill: #ffffff; stroke: #d5d9e0 }
  .title { font-size: 15px; font-weight: 600; fill: #1c2128 }
  .grid { stroke: #e3e6eb }
  .floor { stroke: #6b7280; stroke-dasharray: 4 4 }
  .line { fill: none; stroke-width: 1.75; stroke-linejoin: round }
  .first { stroke-width: 3.5 }
  .first-name { font-weight: 600 }
"""
DARK = """\
    text { fill: #b4bcc8 }
    .ground { fill: #151a21; stroke: #343c47 }
    .title { fill: #eef1f5 }
    .grid { stroke: #2a313b }
    .floor { stroke: #8b94a1 }
"""


class Series(NamedTuple):
    """A tool, and its points: bytes and seconds."""

    name: str
    points: list[tuple[float, float]]


class Scale(NamedTuple):
    """From `low` and `high`, both above zero, to the pixels `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def draw(series: list[Series], floor: tuple[str, float] | None = None) -> str:
    """The SVG; `floor` is the name and height of a line that doesn't depend on the size."""
    points = [point for each in series for point in each.points]
    sizes = sorted({size for size, _ in points})
    heights = [seconds for _, seconds in points] + ([floor[1]] if floor else [])
    across = Scale(sizes[0], sizes[-1], LEFT, RIGHT)
    up = Scale(min(heights) / 1.5, max(heights) * 1.3, BOTTOM, TOP)
    parts = [
        *_head(),
        *_grid(sizes, across, up),
        *([_floor(floor[1], up)] if floor else []),
        *(_line(number, series[number], across, up) for number in reversed(range(len(series)))),
        *_names(series, floor, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head() -> list[str]:
    title = "Time of a run against the size of its input, all workloads"
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{title}</title>",
        f"<style>\n{STYLE}{_colours(0)}  @media (prefers-color-scheme: dark) {{\n"
        f"{DARK}{_colours(1)}  }}\n</style>",
        f'<rect class="ground" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="6"/>',
        _text(20, 30, title, "title"),
        _text(20, 49, "median of whole processes; both axes are logarithmic"),
    ]


def _colours(theme: int) -> str:
    rows = [
        f"  .l{number} {{ stroke: {both[theme]} }} .n{number} {{ fill: {both[theme]} }}\n"
        for number, both in enumerate(COLOURS)
    ]
    return "".join(rows)


def _grid(sizes: list[float], across: Scale, up: Scale) -> Iterable[str]:
    powers = range(math.ceil(math.log10(up.low)), math.floor(math.log10(up.high)) + 1)
    for power in powers:
        y = up.at(10.0**power)
        yield f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _text(LEFT - 8, y + 4, _seconds(10.0**power), anchor="end")
    for size in sizes:
        x = across.at(size)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{BOTTOM}"/>'
        yield _text(x, BOTTOM + 20, _bytes(size), anchor="middle")


def _seconds(value: float) -> str:
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s"


def _bytes(value: float) -> str:
    return f"{value / 1e6:.0f} MB" if value >= 1e6 else f"{value / 1e3:.0f} KB"


def _floor(seconds: float, up: Scale) -> str:
    y = up.at(seconds)
    return f'<line class="floor" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'


def _line(number: int, series: Series, across: Scale, up: Scale) -> str:
    points = " ".join(f"{across.at(size):.1f},{up.at(taken):.1f}" for size, taken in series.points)
    first = " first" if number == 0 else ""
    return f'<polyline class="line l{number}{first}" points="{points}"/>'


def _names(series: list[Series], floor: tuple[str, float] | None, up: Scale) -> Iterable[str]:
    named = [(each.name, each.points[-1][1], f"n{number}") for number, each in enumerate(series)]
    named += [(*floor, "")] if floor else []
    heights = spread([up.at(seconds) for _, seconds, _ in named])
    for (name, _, colour), y in zip(named, heights, strict=True):
        first = " first-name" if colour == "n0" else ""
        yield _text(RIGHT + 10, y + 4, name, colour + first)


def spread(heights: list[float]) -> list[float]:
    """`heights`, in the same order, moved apart to be at least LINE from each other.

    Those that are too close together become one group around their middle.
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        groups.append([index])
        while len(groups) > 1 and _top(groups[-1], heights) < _bottom(groups[-2], heights) + LINE:
            last = groups.pop()
            groups[-1] += last
    placed = {
        index: _top(group, heights) + LINE * place
        for group in groups
        for place, index in enumerate(group)
    }
    return [placed[index] for index in range(len(heights))]


def _top(group: list[int], heights: list[float]) -> float:
    middle = sum(heights[index] for index in group) / len(group)
    return middle - LINE * (len(group) - 1) / 2


def _bottom(group: list[int], heights: list[float]) -> float:
    return _top(group, heights) + LINE * (len(group) - 1)


def _text(x: float, y: float, text: str, name: str = "", anchor: str = "start") -> str:
    style = f' class="{name}"' if name else ""
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{style} x="{x:.0f}" y="{y:.0f}"{anchored}>{escape(text)}</text>'
