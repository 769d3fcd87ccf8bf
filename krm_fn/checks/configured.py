"""A functionConfig read, completed by its presets, and checked: the configuration of a run."""

from __future__ import annotations

from krm_fn.config import function_config
from krm_fn.errors import Refused

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
    given = written.given
    if ("httpProxy" in given) != ("httpsProxy" in given) or "localhost" not in entries:
        return False
    return all(map(_is_plain_entry, written.no_proxy or ()))


def _is_plain_entry(entry: str) -> bool:
    address, slash, length = entry.partition("/")
    if slash:
        is_v4 = address.count(".") == 3 and address.replace(".", "").isdecimal()
        return is_v4 and length.isdecimal() and int(length) <= 32
    return entry != "*" and ";" not in entry
