"""`set-proxy-env explain`: where each client's request for a URL goes under a configuration.

The answer is a table, made from the client table with the environment that the configuration
would give a container. Under a TransparentProxy the sidecar decides, for all clients alike.
"""

from __future__ import annotations

import os
import shutil
import textwrap

from krm_fn.checks.configured import read
from krm_fn.clients.rules import decide
from krm_fn.clients.table import CLIENTS, NAMES, by_name
from krm_fn.command.command_line import Usage
from krm_fn.command.config_file import read_config
from krm_fn.command.streams import write
from krm_fn.command.table import CLIENT, CONFIG
from krm_fn.config.forms import is_transparent
from krm_fn.environment.proxies import variables
from krm_fn.shown import redact, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from krm_fn.clients.row import Client
    from krm_fn.clients.rules import Decision
    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report
    from krm_fn.config.function_config import Configuration

HEADINGS = ("URL", "CLIENT", "GOES", "BECAUSE OF")
GAP = "  "
NARROWEST = 24


def explain(line: CommandLine, report: Report) -> int:
    """Print the table; returns the exit status. Raises Usage, Malformed, Refused and OSError."""
    path = line.value(CONFIG)
    if path is None:
        raise Usage("must get a configuration: `--config FILE`")
    if not line.operands:
        raise Usage("must get the URLs to explain, such as `https://example.com/`")
    try:
        rows = _rows(read_config(path), line, report)
    except ValueError as error:
        raise Usage(str(error)) from None
    width = shutil.get_terminal_size().columns if os.isatty(1) else None
    write([table(rows, width).encode()])
    return 0


def _rows(config: Any, line: CommandLine, report: Report) -> list[tuple[str, str, str, str]]:
    if is_transparent(config):
        from krm_fn.command import explain_mesh

        return explain_mesh.explained(config, line.operands)
    clients = chosen(line.values(CLIENT))
    configuration, warnings = read(config)
    rows = explained(configuration, clients, line.operands)
    report.tell(warnings)
    return rows


def chosen(names: Iterable[str]) -> Sequence[Client]:
    """The rows of these clients, or all when none is named; ValueError for an unknown name."""
    for name in names:
        if name not in NAMES:
            raise ValueError(f'`--client` must be one of {", ".join(NAMES)}; got "{name}"')
    return [by_name(name) for name in names] or CLIENTS


def environment(configuration: Configuration) -> dict[str, str]:
    """What the process in a container sees: the kubelet has made `$` of each `$$`. A URL that comes
    from a Secret or a ConfigMap is one whose host says so: `http://secret-NAME`.
    """
    return {
        name: _stand_in(variable.source) or variable.value.replace("$$", "$")
        for variable in variables(configuration)
        for name in (variable.lower, variable.upper)
    }


def _stand_in(source: object) -> str:
    if not isinstance(source, dict):
        return ""
    ((field, reference),) = source.items()
    return f"http://{field.removesuffix('KeyRef').lower()}-{reference['name']}"


def explained(
    configuration: Configuration, clients: Iterable[Client], urls: Iterable[str]
) -> list[tuple[str, str, str, str]]:
    """A row of the table for each URL and client. Raises ValueError for a URL of another kind."""
    seen = environment(configuration)
    return [
        (without_userinfo(url), client.name, goes(decision), because(decision, client))
        for url in urls
        for client in clients
        for decision in (decide(client, seen, url),)
    ]


def without_userinfo(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + mark + authority.rpartition("@")[2] + slash + path


def goes(decision: Decision) -> str:
    if decision.fails:
        return "fails"
    return f"through {redact(decision.proxy)}" if decision.proxy else "direct"


def because(decision: Decision, client: Client) -> str:
    option = f"; with {client.option}" if client.option else ""
    return decision.reason + option


def table(rows: Iterable[tuple[str, ...]], width: int | None = None) -> str:
    """The rows under their headings; a repeated URL is left out, the last column is wrapped."""
    cells = [HEADINGS, *(tuple(map(shown, row)) for row in without_repeats(rows))]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS) - 1)]
    taken = sum(widths) + len(GAP) * len(widths)
    room = max(width - taken, NARROWEST) if width else None
    return "".join(line + "\n" for row in cells for line in lines(row, widths, room))


def without_repeats(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = []
    last = ""
    for url, *others in rows:
        made.append(("" if url == last else url, *others))
        last = url
    return made


def lines(row: Sequence[str], widths: Sequence[int], room: int | None) -> list[str]:
    """One row as lines, of which the last column fills `room` characters each."""
    *cells, reason = row
    start = GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + GAP
    parts = textwrap.wrap(reason, room) if room else [reason]
    return [start + parts[0], *(" " * len(start) + part for part in parts[1:])]
