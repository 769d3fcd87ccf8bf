"""A functionConfig read, completed by its presets, and checked: the configuration of a run."""

from __future__ import annotations

from krm_fn.clients.entry_forms import is_plain
from krm_fn.config import function_config
from krm_fn.errors import Refused

API_SERVER = "$(KUBERNETES_SERVICE_HOST)"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result


def read(config: object) -> tuple[Configuration, list[Result]]:
    """The configuration that a functionConfig gives, and warnings about it.

    `config` is plain data, None when there is no functionConfig. Raises Refused with all of a
    configuration's errors together.
    """
    written, report = function_config.read(config)
    configuration = written
    if written.presets:
        from krm_fn.environment.presets import with_presets

        configuration = with_presets(written)
    if written.checks or not _is_plain(written, configuration.no_proxy or ()):
        from krm_fn.checks.configuration import check

        check(configuration, written.no_proxy or (), report)
    if report.errors:
        from krm_fn.checks.table import with_clients

        raise Refused(with_clients(report.errors))
    return configuration, report.warnings


def _is_plain(written: Configuration, entries: tuple[str, ...]) -> bool:
    """Whether there can be nothing in a configuration that a check would find."""
    http, https = written.http_proxy or "", written.https_proxy or ""
    if not (http and https) or http.startswith("https:") != https.startswith("https:"):
        return False
    if "localhost" not in entries or "127.0.0.1" not in entries:
        return False
    own = written.no_proxy or ()
    return (API_SERVER in entries or any(map(_is_cidr_of_a_network, own))) and all(
        each == API_SERVER or is_plain(each) for each in own
    )


def _is_cidr_of_a_network(entry: str) -> bool:
    """Whether an entry has the form of a CIDR, and of one that may hold the API server."""
    return entry[:1].isdecimal() and "/" in entry and not entry.startswith(("127.", "169.254."))
