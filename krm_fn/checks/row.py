"""The shape of a check, and which clients a check concerns by the client table."""

from __future__ import annotations

from krm_fn.clients.table import CLIENTS, by_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from krm_fn.clients.row import Client

CONFIGURATION = "configuration"
WORKLOAD = "workload"
LIST = "list"
"""What is checked: the configuration alone, a workload, or the configuration beside the list."""


class Check:
    """One check.

    `on` says what is checked, `finds` what it finds, `reason` why that is wrong and `remedy` what
    to write instead. `concerns` tells for a row of the client table whether the client is
    affected; without one all are. `named`: it is made only for clients that `checks.clients`
    names.
    """

    __slots__ = ("concerns", "finds", "id", "named", "on", "reason", "remedy", "severity")

    def __init__(
        self,
        id: str,  # noqa: A002 - the field's own word
        severity: str,
        on: str,
        finds: str,
        reason: str,
        remedy: str,
        *,
        concerns: Callable[[Client], bool] | None = None,
        named: bool = False,
    ) -> None:
        self.id = id
        self.severity = severity
        self.on = on
        self.finds = finds
        self.reason = reason
        self.remedy = remedy
        self.concerns = concerns
        self.named = named

    def affected(self, named: Iterable[str] = ()) -> list[Client]:
        """The clients that the check concerns: of those named, or of all."""
        rows = [by_name(name) for name in named] or list(CLIENTS)
        return [row for row in rows if self.concerns is None or self.concerns(row)]

    def message(self, problem: str, **values: str) -> str:
        """`problem: reason; remedy`, with the values filled in."""
        return f"{problem}: {self.reason.format(**values)}; {self.remedy.format(**values)}"


def reads_no_proxy(row: Client) -> bool:
    return any(name.lower() == "no_proxy" for name in row.no_proxy)


def lacks(feature: str) -> Callable[[Client], bool]:
    """Whether a client that reads noProxy at all lacks a feature of its matching."""
    return lambda row: reads_no_proxy(row) and feature not in row.matches


def fails_with(*schemes: str) -> Callable[[Client], bool]:
    return lambda row: not all(scheme in row.schemes for scheme in schemes)


def has_no_exceptions(row: Client) -> bool:
    return not row.no_proxy
