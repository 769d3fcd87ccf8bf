"""`set-proxy-env explain`: where each client's request for a URL goes, in a container that has
nothing but a configuration's variables, or in the containers of manifests.

Under a TransparentProxy the sidecar decides, for all clients alike.
"""

from __future__ import annotations

import os

from krm_fn.checks.configured import read
from krm_fn.clients.table import CLIENTS, NAMES, by_name
from krm_fn.command import answers_json, explain_table
from krm_fn.command.columns import width
from krm_fn.command.config_file import NO_CONFIG, configured_by
from krm_fn.command.listed import read_list
from krm_fn.command.options import config_around
from krm_fn.command.streams import write
from krm_fn.command.table import CLIENT, FORMAT
from krm_fn.config.forms import is_transparent
from krm_fn.config.function_config import Configuration
from krm_fn.edit.task import Task
from krm_fn.environment.env_plan import Append, EnvVar
from krm_fn.errors import Usage
from krm_fn.inspection.answers import answers, grouped
from krm_fn.inspection.audit import audit
from krm_fn.inspection.environment import seen
from krm_fn.results import result
from krm_fn.shown import printable
from krm_fn.workloads.inventory import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from krm_fn.clients.row import Client
    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report
    from krm_fn.inspection.answers import Answered

SHORTEST = 3
"""How many letters make a part of a name tell what was meant."""


def explain(line: CommandLine, report: Report) -> int:
    """Print the answers; returns the exit status. Raises Usage, Malformed, Refused and OSError."""
    urls, paths = _parted(line.operands)
    config, default = config_around(line, [] if paths else ["."], report)
    if config is None and not paths:
        raise Usage(f"{NO_CONFIG}; or the PATHs of manifests")
    if not urls:
        raise Usage("must get the URLs to explain, such as `https://example.com/`")
    clients = chosen(line.values(CLIENT))
    try:
        if is_transparent(config):
            report.tell(configured_by(default))
            return _explain_mesh(config, urls, paths, line)
        if paths:
            return _explain_containers(line, report, config, urls, clients)
        configuration, warnings = read(config)
        found = explained(configuration, clients or CLIENTS, urls)
    except ValueError as error:
        raise Usage(str(error)) from None
    report.tell([*warnings, *configured_by(default)])
    if line.value(FORMAT) == "json":
        write([answers_json.of_urls(found)])
    else:
        write([explain_table.of_urls(found, named=bool(clients), width=width()).encode()])
    return 0


def _parted(operands: Iterable[str]) -> tuple[list[str], list[str]]:
    """The URLs and the paths among the operands. Raises Usage for what is neither."""
    urls: list[str] = []
    paths: list[str] = []
    for each in operands:
        if "://" in each:
            urls.append(each)
        elif each == "-" or os.path.lexists(each):
            paths.append(each)
        else:
            raise Usage(
                "must get URLs, which start with http:// or https://, and PATHs that are there, got "
                f'"{printable(each)}"'
            )
    return urls, paths


def chosen(names: Iterable[str]) -> list[Client]:
    """The rows of these clients. Raises Usage for an unknown name."""
    for name in names:
        if name not in NAMES:
            raise Usage(
                f'`{CLIENT}` must be the name of a client, got "{printable(name)}"{_meant(name)}'
            )
    return [by_name(name) for name in names]


def _meant(name: str) -> str:
    """Which clients may have been meant: by a part of their names, by their images, by the letters;
    all of them, where none is like it.
    """
    import difflib

    word = name.lower()
    found = [
        client.name
        for client in CLIENTS
        if word in client.images
        or word in client.name.split("-")
        or (len(word) >= SHORTEST and word in f"{client.name} {client.title.lower()}")
    ]
    found = found or difflib.get_close_matches(word, NAMES, 3, 0.6)
    if not found:
        return f"; the clients are {', '.join(NAMES)}"
    *others, last = [f"`{each}`" for each in found]
    return f" (did you mean {', '.join(others) + ' or ' if others else ''}{last}?)"


def explained(
    configuration: Configuration, clients: Iterable[Client], urls: Iterable[str]
) -> list[Answered]:
    """What clients do in a container that had no variables. Raises ValueError for a URL of another
    kind.
    """
    plan = Task(configuration, Inventory(b"", [])).fresh
    entries = [
        EnvVar(each.name, each.value, each.source)
        for each in plan.edits
        if isinstance(each, Append)
    ]
    environment = seen(entries)
    return [(url, grouped(answers(clients, environment, url))) for url in urls]


def _explain_containers(
    line: CommandLine, report: Report, config: Any, urls: Sequence[str], clients: list[Client]
) -> int:
    """What the clients in the containers of a list do, as these are, or as a configuration would set
    them.
    """
    configuration, warnings = (Configuration(), []) if config is None else read(config)
    data, items = read_list(_parted(line.operands)[1], report)
    found = audit(data, items, configuration, urls, clients=clients, carried_out=True)
    if not found.rows:
        warnings.append(result("warning", "no container was found"))
    report.tell(warnings)
    if line.value(FORMAT) == "json":
        write([answers_json.of_containers(found.rows)])
    else:
        write([explain_table.of_containers(found.rows, bool(clients), width()).encode()])
    return 0


def _explain_mesh(config: Any, urls: Iterable[str], paths: Sequence[str], line: CommandLine) -> int:
    if paths:
        raise Usage(
            "must not get PATHs beside a TransparentProxy: it is the same in all containers of a mesh"
        )
    from krm_fn.command import explain_mesh

    rows = explain_mesh.explained(config, urls)
    if line.value(FORMAT) == "json":
        write([answers_json.of_mesh(rows)])
    else:
        write([explain_table.of_mesh(rows, width()).encode()])
    return 0
