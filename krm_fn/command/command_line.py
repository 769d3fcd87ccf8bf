"""A command line that was taken apart, and what is raised where that cannot be done."""

from __future__ import annotations


class Usage(Exception):
    """The command line is not one that the help describes."""


class CommandLine:
    """A sub-command, its options by their first names, and its operands. The value of a flag is ""."""

    __slots__ = ("command", "operands", "options")

    def __init__(
        self,
        name: str,
        options: dict[str, list[str]] | None = None,
        operands: list[str] | None = None,
    ) -> None:
        self.command = name
        self.options = options or {}
        self.operands = operands or []

    def has(self, name: str) -> bool:
        """Whether the option is there."""
        return name in self.options

    def value(self, name: str) -> str | None:
        """The option's value, the last one of several."""
        return self.options[name][-1] if name in self.options else None

    def values(self, name: str) -> list[str]:
        """All values of an option that may be repeated."""
        return self.options.get(name, [])
