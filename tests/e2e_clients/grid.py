"""Runs clients through the grid and compares what happened with the rule table."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from e2e_clients.cases import ADDRESSES, HOSTS, PROXIES, PROXY_OF, Case, cases
from e2e_clients.programs import PROGRAMS
from krm_fn.clients.rules import decide
from krm_fn.clients.table import Client, by_name

ARENA = Path(__file__).parent / "arena.py"
NAMESPACES = ("unshare", "--mount", "--net")
LIMIT = 1800


class Cell(NamedTuple):
    """One request of one client: what the table says and what happened, in the same words."""

    client: str
    case: Case
    url: str
    expected: str
    happened: str
    seconds: float

    @property
    def agrees(self) -> bool:
        return self.expected == self.happened

    def __str__(self) -> str:
        return (
            f'{self.client}, {self.url} with "{self.case.entry}": '
            f"the table says {self.expected}, it went {self.happened}"
        )


def resolved(url: str) -> str | None:
    host = urlsplit(url).hostname or ""
    return HOSTS.get(host, HOSTS.get(host.rstrip(".")))


def expected(client: Client, case: Case, url: str) -> str:
    decision = decide(client, case.environment, url, resolved(url))
    unreachable = PROGRAMS[client.name].unreachable
    host = urlsplit(url).netloc
    if decision.fails or (unreachable and not decision.proxy and host.startswith(unreachable)):
        return "nowhere"
    return f"proxy {PROXY_OF[decision.proxy]}" if decision.proxy else "direct"


def happened(route: list[str]) -> str:
    words = [each if each == "direct" else f"proxy {each}" for each in route]
    return " and ".join(words) or "nowhere"


def numbered(urls: tuple[str, ...]) -> list[str]:
    """The URLs with their numbers as paths, by which the proxies' logs tell them apart."""
    return [f"{url}{number}" for number, url in enumerate(urls)]


def processes(names: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "commands": PROGRAMS[name].commands(numbered(case.urls)),
            "environment": case.environment,
            "urls": case.urls,
        }
        for name in names
        for case in cases(by_name(name).needs)
    ]


def observed(
    hosts: dict[str, str], addresses: list[str], asked: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Where the requests of each process arrived, in a network of these hosts and addresses."""
    plan = {
        "hosts": [*hosts.items()],
        "addresses": sorted({*addresses}),
        "proxies": PROXIES,
        "processes": asked,
    }
    done = subprocess.run(
        [*NAMESPACES, sys.executable, "-I", ARENA],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def run(names: list[str]) -> list[Cell]:
    """Every cell of these clients; they share the machine's processors."""
    share = max(1, min(os.cpu_count() or 1, 4))
    parts = [part for part in (names[start::share] for start in range(share)) if part]
    with ThreadPoolExecutor(share) as pool:
        answers = list(pool.map(lambda part: observed(HOSTS, ADDRESSES, processes(part)), parts))
    cells = []
    for part, answer in zip(parts, answers, strict=True):
        pairs = [(name, case) for name in part for case in cases(by_name(name).needs)]
        for (name, case), arrived in zip(pairs, answer, strict=True):
            for url, route in zip(case.urls, arrived["routes"], strict=True):
                said = expected(by_name(name), case, url)
                cells.append(Cell(name, case, url, said, happened(route), arrived["seconds"]))
    return sorted(cells, key=lambda cell: names.index(cell.client))
