"""What a configuration has appended to an author's value, taken out of it again."""

from __future__ import annotations

from krm_fn.environment import no_proxy


def without(name: str, value: str, appended: str) -> tuple[str, bool]:
    """A value without what was appended to it, and whether that can have been the author's: an
    empty list of hosts, to which nothing would have been appended, cannot.
    """
    if name == "JAVA_TOOL_OPTIONS":
        from krm_fn.environment import java_options

        return java_options.without(value, appended), True
    rest = no_proxy.without(value, appended)
    return rest, bool(no_proxy.split(rest))
