"""Results about a field of the configuration beside a list, and about a field of a workload."""

from __future__ import annotations

from krm_fn.results import about, result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from krm_fn.clients.row import Client
    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource

MOST_SHOWN = 20
"""How many names a message has at most."""


def made(
    configuration: Configuration, check_id: str, problem: str, name: str = "noProxy", **words: str
) -> Result:
    """A result about a field of the configuration."""
    from krm_fn.checks.table import BY_ID

    row = BY_ID[check_id]
    message = row.message(problem, **words)
    return about(configuration, row.severity, check_id, message, name)


def listed(names: Iterable[str]) -> str:
    """Names in quotes, the first 20 of them."""
    all_names = list(names)
    text = ", ".join(f'"{name}"' for name in all_names[:MOST_SHOWN])
    more = len(all_names) - MOST_SHOWN
    return f"{text} and {more} more" if more > 0 else text


def made_of(
    resource: Resource,
    path: str,
    check_id: str,
    problem: str,
    rows: Sequence[Client],
    **words: str,
) -> Result:
    """A result about a field of a workload."""
    from krm_fn.checks.table import BY_ID, tags

    row = BY_ID[check_id]
    clients = ", ".join(client.name for client in rows)
    message = row.message(problem, clients=clients, **words)
    ref, file = resource.ref(), resource.file()
    return result(row.severity, message, resource=ref, field=path, file=file, tags=tags(row, rows))


def named(container: Container) -> str:
    """A container as messages name it: by its name in quotes, else by its field path."""
    return f'"{container.name}"' if container.name else f"`{container.path}`"
