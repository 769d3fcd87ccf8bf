"""docs/client-grid.md, from the cells of a run."""

from __future__ import annotations

from itertools import groupby

from e2e_clients.cases import BY_HAND
from e2e_clients.grid import Cell
from krm_fn.clients.table import by_name

START = """\
<!-- Made by tests/e2e_clients (pytest tests/e2e_clients --update-fixtures): do not edit. -->
# What real clients do with noProxy

Every client below ran as a process in a network of its own, with two forward proxies (tinyproxy,
with an access log) and plain servers behind the names and addresses of the URLs. Its environment
was the one that set-proxy-env had written into a Pod; for the JVM and Node.js, what they need
besides (see [noProxy, client by client](no-proxy.md)). Where each request arrived was compared
with what the [rule table](../krm_fn/clients/table.py) says.

{agreeing} of {all} cells agree: {clients} clients, {pairs} pairs of a noProxy value and a URL.
"""

NAMED = """
## Names, case and fallbacks

The environment of these rows has only the variables named, with the URLs of two proxies, a and b.
The two rows about `no_proxy` have all four proxy variables, and `www.example.com` in the lower
case one, in the upper case one, or in the lower case one with `api.example.com` in the other.
"""


def grid_document(cells: list[Cell], versions: dict[str, str]) -> str:
    pairs = {(cell.case.entry, cell.url) for cell in cells}
    start = START.format(
        agreeing=sum(cell.agrees for cell in cells),
        all=len(cells),
        clients=len(versions),
        pairs=len(pairs),
    )
    named = [cell for cell in cells if cell.case.entry.startswith("(")]
    entries = [cell for cell in cells if not cell.case.entry.startswith("(")]
    return (
        start + clients_table(versions) + entry_tables(entries) + NAMED + rows(named, "variables")
    )


def clients_table(versions: dict[str, str]) -> str:
    lines = ["", "| client | name | version |", "|---|---|---|"]
    lines += [f"| `{name}` | {by_name(name).title} | {versions[name]} |" for name in versions]
    return "\n".join(lines) + "\n"


def entry_tables(cells: list[Cell]) -> str:
    return (
        "\n## Entries\n\n"
        "A row is a noProxy value and a URL; rows in which every client uses the proxy are left out.\n"
        f"The {len(BY_HAND)} values with white space were set by hand: set-proxy-env writes none.\n"
        + rows(cells, "noProxy", hide="proxy a")
    )


def rows(cells: list[Cell], heading: str, hide: str = "") -> str:
    lines = [
        "",
        f"| {heading} | URL | direct | through the proxy | fails |",
        "|---|---|---|---|---|",
    ]
    entries = {cell.case.entry: number for number, cell in enumerate(cells)}
    pairs = sorted(
        cells, key=lambda cell: (entries[cell.case.entry], cell.case.urls.index(cell.url))
    )
    for (entry, url), group in groupby(pairs, key=lambda cell: (cell.case.entry, cell.url)):
        same = list(group)
        if all(cell.happened == hide for cell in same):
            continue
        lines.append(f"| {code(entry)} | {url} | " + " | ".join(outcomes(same)) + " |")
    return "\n".join(lines) + "\n"


def code(entry: str) -> str:
    return f"`{entry}`" if entry and not entry.startswith("(") else entry.strip("()") or "none"


def outcomes(cells: list[Cell]) -> list[str]:
    """Who goes direct, who through which proxy, who nowhere; the largest group is `others`."""
    direct = [cell.client for cell in cells if cell.happened == "direct"]
    nowhere = [cell.client for cell in cells if cell.happened == "nowhere"]
    through = [cell for cell in cells if cell.happened.startswith("proxy")]
    proxies = {cell.happened for cell in through}
    names = [
        cell.client + (f" ({cell.happened[-1]})" if "proxy b" in proxies else "")
        for cell in through
    ]
    groups = [direct, names, nowhere]
    largest = max(groups, key=len)
    if len(proxies) > 1 or len(largest) <= len(cells) // 2:
        return [", ".join(group) for group in groups]
    others = "all" if len(largest) == len(cells) else "all others"
    return [others if group is largest else ", ".join(group) for group in groups]
