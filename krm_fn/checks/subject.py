"""A configuration that is checked, and what the checks of it report."""

from __future__ import annotations

from krm_fn.checks.table import BY_ID, tags
from krm_fn.clients.table import NAMES
from krm_fn.config.rules import path_text
from krm_fn.shown import shown_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.clients.row import Client
    from krm_fn.config.function_config import Configuration
    from krm_fn.config.rules import Report


class Subject:
    """The checks of one configuration: its own entries of noProxy, and all with the presets'."""

    __slots__ = ("configuration", "entries", "given", "named", "own", "path", "report")

    def __init__(self, configuration: Configuration, own: Sequence[str], report: Report) -> None:
        self.configuration = configuration
        self.given = configuration.given
        self.own = own
        self.entries = configuration.no_proxy or ()
        self.path = configuration.path
        self.report = report
        clients = configuration.checks.get("clients", ())
        self.named = [name for name in clients if name in NAMES]

    @property
    def field(self) -> str:
        """The field of the entries, in back-quotes."""
        return f"`{path_text((*self.path, 'noProxy'))}`"

    def add(
        self,
        check_id: str,
        problem: str,
        affected: list[Client] | None = None,
        name: str = "noProxy",
        **words: str,
    ) -> None:
        """Report what a check found, unless it concerns none of the named clients."""
        check = BY_ID[check_id]
        rows = check.affected(self.named) if affected is None else affected
        if rows and (self.named or not check.named):
            clients = ", ".join(row.name for row in rows)
            message = check.message(problem, clients=clients, **words)
            place = (*self.path, name)
            self.report.add(check.severity, check_id, message, place, tags(check, rows)["clients"])


def shown(text: str) -> str:
    """Entries in quotes."""
    return f'"{shown_entries(text.split(","))}"'
