"""Results as text: members of a ResourceList's `results`, in block style or as JSON."""

from __future__ import annotations

from krm_fn.shown import shown
from krm_fn.yaml.render import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.results import Result


def as_block(made: Result) -> str:
    """A result as a member of a block sequence, its dash at column 0."""
    lines = [f"- message: {_quoted[made['message']]}\n  severity: {made['severity']}\n"]
    for key in ("resourceRef", "field", "file", "tags"):
        pairs = made.get(key)
        if pairs:
            lines.append(f"  {key}:\n")
            for name, value in pairs.items():  # type: ignore[attr-defined]
                lines.append(f"    {name}: {_scalar(value)}\n")
    return "".join(lines)


def as_json(made: Result) -> str:
    """A result as a JSON object, which is also YAML's flow style."""
    parts = []
    for key, value in made.items():
        if isinstance(value, dict):
            pairs = [f'"{name}": {_scalar(each)}' for name, each in value.items()]
            parts.append(f'"{key}": {{{", ".join(pairs)}}}')
        else:
            parts.append(f'"{key}": {_scalar(value)}')
    return "{" + ", ".join(parts) + "}"


def block_member(made: Result) -> bytes:
    """A result as a member of a block sequence, to be written."""
    return as_block(made).encode()


def json_member(made: Result) -> bytes:
    """A result as a member of a flow sequence, with the comma behind it, to be written."""
    return (as_json(made) + ", ").encode()


def _scalar(value: object) -> str:
    return str(value) if isinstance(value, int) else _quoted[str(value)]


class _Quoted(dict[str, str]):
    """Texts as a runtime may print them: kpt prints what it reads, and escapes nothing. Some are kept,
    as the results of a run have kinds, tags and paths in common.
    """

    def __missing__(self, text: str) -> str:
        written = quoted(shown(text))
        if len(text) <= LONGEST:
            if len(self) >= MAX_QUOTED:
                self.clear()
            self[text] = written
        return written


_quoted = _Quoted()
MAX_QUOTED = 1000
LONGEST = 100
"""How many texts are kept, and how long they may be."""
