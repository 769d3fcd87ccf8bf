"""What the process in a container sees of its variables, as far as a list tells.

Values from a Secret are not read, and what stands outside of the list cannot be: of those it is
known where they come from, and no more.
"""

from __future__ import annotations

from krm_fn.environment.references import expanded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.environment.env_plan import EnvVar

_WORDS = {"secretKeyRef": "the Secret", "configMapKeyRef": "the ConfigMap"}


class Seen:
    """An environment: `known` are the values of variables; `unknown` says of others where they come
    from. `elsewhere` are the objects, not in the list, that all of their data is taken from.
    """

    __slots__ = ("elsewhere", "known", "unknown")

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.unknown: dict[str, str] = {}
        self.elsewhere: list[str] = []

    def text(self, name: str) -> str | None:
        """A variable's value; None where it is not known, or not there."""
        return self.known.get(name)

    def has(self, name: str) -> bool:
        """Whether a variable is there."""
        return name in self.known or name in self.unknown

    def without_case(self) -> None:
        """Have each variable in both spellings, as Windows does."""
        for values in (self.known, self.unknown):
            for name, value in list(values.items()):
                for spelling in (name.lower(), name.upper()):
                    if not self.has(spelling):
                        values[spelling] = value

    def only(self, names: Iterable[str]) -> tuple[tuple[str, str, bool], ...]:
        """Those of the variables that are there: name, value or origin, and whether it is known."""
        return tuple(
            (name, self.known.get(name, self.unknown.get(name, "")), name in self.known)
            for name in sorted(names)
            if self.has(name)
        )


def seen(
    entries: Iterable[EnvVar],
    inherited: Iterable[EnvVar] = (),
    elsewhere: Iterable[str] = (),
    look_up: Callable[[object], str | None] = lambda _: None,
) -> Seen:
    """What comes of the entries of an `env`, and of what is inherited by `envFrom`: there the
    values are those that literals would have. `look_up` finds what a `valueFrom` refers to.
    """
    made = Seen()
    made.elsewhere = list(elsewhere)
    for entry in inherited:
        _set(made, entry, None if entry.value is None else entry.value.replace("$$", "$"))
    for entry in entries:
        if entry.value is None:
            _set(made, entry, look_up(entry.source))
            continue
        whole = next((each for each in made.unknown if entry.value == f"$({each})"), None)
        if whole is not None:
            made.unknown[entry.name] = made.unknown[whole]
            made.known.pop(entry.name, None)
        else:
            _set(made, entry, expanded(entry.value, made.known))
    return made


def _set(made: Seen, entry: EnvVar, value: str | None) -> None:
    made.known.pop(entry.name, None)
    made.unknown.pop(entry.name, None)
    if value is None:
        made.unknown[entry.name] = origin(entry.source)
    else:
        made.known[entry.name] = value


def origin(source: object) -> str:
    """Where a `valueFrom` takes a value from, in words."""
    if isinstance(source, dict):
        for field, words in _WORDS.items():
            reference = source.get(field)
            if isinstance(reference, dict):
                return f'{words} "{reference.get("name")}", key "{reference.get("key")}"'
        if "fieldRef" in source:
            return "a field of the pod"
    return "`valueFrom`"
