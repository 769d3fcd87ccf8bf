"""The configured proxy variables, as they are wanted in every container."""

from __future__ import annotations

from krm_fn.environment.env_plan import Variable, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration


def variables(configuration: Configuration) -> tuple[Variable, ...]:
    """The configured proxy variables, in the order in which they are written."""
    items = tuple(escape(item) for item in configuration.no_proxy or ())
    pairs = (
        ("http_proxy", escape(configuration.http_proxy or ""), None),
        ("https_proxy", escape(configuration.https_proxy or ""), None),
        ("no_proxy", ",".join(items), items),
        ("all_proxy", escape(configuration.all_proxy or ""), None),
    )
    sources, former = configuration.sources, tuple(map(escape, configuration.former))
    return tuple(
        Variable(lower, lower.upper(), value, items, source=sources.get(lower), former=former)
        for lower, value, items in pairs
        if value or lower in sources
    )
