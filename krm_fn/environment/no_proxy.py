"""Lists of hosts that bypass the proxy, as the text of a variable.

The items of such a text are separated by commas, white space or both. Items are compared as
written, after trimming. An author's text is never reformatted: items are appended to it, and
taken out of it again, as text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

BYPASS_ALL = "*"


def split(text: str) -> list[str]:
    """The items of `text`, in order, trimmed, without empty ones."""
    return text.replace(",", " ").split()


def covers(text: str, items: Iterable[str]) -> bool:
    """Whether every one of `items` is in `text`."""
    return set(split(text)).issuperset(items)


def suffix(text: str, items: Iterable[str]) -> str:
    """What must be appended to an author's `text` for it to hold all `items`; "" for nothing.

    The missing items keep their order and are separated by commas, since white space as a
    separator fails in several clients. A text without items is a deliberate opt-out, and `*`
    bypasses every proxy already: nothing is appended to either.
    """
    present = split(text)
    if present in ([], [BYPASS_ALL]):
        return ""
    known = set(present)
    missing = [item for item in dict.fromkeys(items) if item not in known]
    if not missing:
        return ""
    return ("" if _open(text) else ",") + ",".join(missing)


def without(text: str, appended: str) -> str:
    """`text` after taking out `appended`, which `suffix` once gave.

    Where `appended` still ends the text the rest is returned byte for byte; otherwise the author
    has edited the text since, and each of the appended items goes out once, with a separator.
    """
    rest = text.removesuffix(appended)
    if rest != text and (appended.startswith(",") or _open(rest)):
        return rest
    return _without_items(text, split(appended))


def _open(text: str) -> bool:
    """Whether an item can follow `text` as it is."""
    return text.rstrip().endswith(",")


def _without_items(text: str, items: list[str]) -> str:
    """`text` without the last of each of the `items` in it, and the separator that led to it."""
    spans = _spans(text)
    places: dict[str, list[int]] = {}
    for position, (start, end) in enumerate(spans):
        places.setdefault(text[start:end], []).append(position)
    gone = {places[item].pop() for item in items if places.get(item)}
    if not gone:
        return text
    pieces = [text[: spans[0][0]]]
    for position, (start, end) in enumerate(spans):
        if position not in gone:
            led_by = spans[position - 1][1] if len(pieces) > 1 else start
            pieces.append(text[led_by:end])
    return "".join([*pieces, text[spans[-1][1] :]])


def _spans(text: str) -> list[tuple[int, int]]:
    """The start and end of each item in `text`."""
    spans = []
    end = 0
    for item in split(text):
        start = text.index(item, end)
        end = start + len(item)
        spans.append((start, end))
    return spans
