"""Write docs/no-proxy.md from the client table: `python scripts/generate_no_proxy_docs.py`.

With `--check` nothing is written, and the exit status is 1 when the file is not current.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generated import ROOT, main

from krm_fn.clients.row import FEATURES, Client
from krm_fn.clients.table import CLIENTS

NOT_RUN = ("dotnet", "fluent-bit")
"""The clients that tests/e2e_clients does not run."""

START = """\
<!-- Made by scripts/generate_no_proxy_docs.py from the client table: do not edit. -->
# noProxy, client by client

There is no standard for the proxy variables. Every client has its own rules for which ones it
reads and for what an entry of `no_proxy` matches. This page is made from the table in
[`krm_fn/clients/table.py`](../krm_fn/clients/table.py), the same one that `set-proxy-env explain` uses. The
table is compared with real clients: [the grid](client-grid.md) shows what each one did. Not run are
{not_run}: no package registry has them, and their rows are read from their sources alone.

## What to write

| write | because |
|---|---|
{advice}

## What a pod needs

| entry | why |
|---|---|
| `localhost`, `127.0.0.1`, `::1` | only {loopback} go to the loopback without a proxy by themselves |
| `.svc`, `.cluster.local`, `.cluster.local.` | the DNS names of Services, without and with the final dot, which only {final_dot} ignore |
| `$(KUBERNETES_SERVICE_HOST)` | clients inside the cluster dial the API server's address; the kubelet puts it in |
| `kubernetes.default.svc` | the API server's name, for clients that dial it and compare whole names, as Fluent Bit does |
| the CIDRs of Services, pods and nodes | for URLs with an address in them, in clients that know CIDRs; the others need the addresses one by one |
| `169.254.169.254` | the metadata of the machine: as an address, since {no_cidr} and others know no CIDR |
| `backend`, `backend.shop` | short names of Services: no client takes a name without dots for a local one |

A short name that is also a top-level domain (`app`, `dev`, `io`) must not be an entry: clients that
match `y.x` by `x` would send the requests for that whole domain past the proxy.
"""

VARIABLES = """
## Which variables a client reads

The first one that is set wins. set-proxy-env writes both spellings with one value, so that the
order makes no difference.

There is no setting for one spelling alone, since none is read by all clients. The upper-case ones
alone are nothing to {lower_only}; the lower-case ones alone are nothing to {upper_only}. Beside a
spelling that an image or an author sets, the missing one would also leave the two different. Windows
pods get the upper-case names, which mean both there.
"""

FORMS = """
## What an entry matches

"`x`" stands for a name, `y.x` for one below it, `yx` for one that merely ends in it.
"""

TRAPS = """
## What makes a client fail, or ignore the proxy
"""

SOURCES = """
## Sources
"""

NOT_PORTABLE = {
    "bare-sub": "`.x` beside `x`",
    "star-prefix": "`.x` beside `*.x`",
    "star-among": "`*` alone",
    "cidr-v4": "the addresses one by one",
    "cidr-v6": "the IPv6 addresses one by one",
    "port": "the host without a port",
}
FORM_COLUMNS = (
    ("`.x` matches `y.x`", "dot"),
    ("`.x` matches `x`", "dot-apex"),
    ("`x` matches `y.x`", "bare-sub"),
    ("`x` matches `yx`", "bare-raw"),
    ("`*.x`", "star-prefix"),
    ("`*` alone", "star"),
    ("`*` among others", "star-among"),
    ("IPv4 CIDR", "cidr-v4"),
    ("IPv6 CIDR", "cidr-v6"),
    ("`x:8080`", "port"),
    ("`::1`", "v6"),
    ("`[::1]`", "v6-brackets"),
    ("final dot ignored", "final-dot"),
    ("case ignored", "any-case"),
)
OTHER_FEATURES = [name for name in FEATURES if name not in {feature for _, feature in FORM_COLUMNS}]


def document() -> str:
    reading = [row for row in CLIENTS if row.no_proxy]
    start = START.format(
        advice="\n".join(advice(reading)),
        loopback=titles(row for row in CLIENTS if row.loopback),
        final_dot=titles(row for row in reading if "final-dot" in row.matches),
        no_cidr=titles(row for row in reading if row.name in ("botocore", "python-urllib")),
        not_run=titles(row for row in CLIENTS if row.name in NOT_RUN),
    )
    reads = VARIABLES.format(
        lower_only=titles(row for row in CLIENTS if reads_only(row, str.lower)),
        upper_only=titles(row for row in CLIENTS if reads_only(row, str.upper)),
    )
    return "".join(
        [
            start,
            reads,
            table(("client", "http URLs", "https URLs", "exceptions"), CLIENTS, variables),
            FORMS,
            table(("client", *(title for title, _ in FORM_COLUMNS)), reading, forms),
            others(reading),
            TRAPS,
            traps(),
            SOURCES,
            table(("client", "source", "other versions"), CLIENTS, source),
        ]
    )


def advice(reading: Sequence[Client]) -> list[str]:
    lines = [
        f"| `.x`, for all names below `x` | understood by all but {lacking(reading, 'dot')} |",
        f"| `x` beside `.x`, if `x` itself is a host | `.x` does not match it in {lacking(reading, 'dot-apex')} |",
    ]
    for feature, instead in NOT_PORTABLE.items():
        lines.append(f"| {instead} | {FEATURES[feature]}, but not in {lacking(reading, feature)} |")
    lines.append(
        "| commas without white space | white space is part of the entry, or ends the list, in"
        f" {titles(row for row in reading if not spaces(row))} |"
    )
    lines.append("| both spellings of each variable | see below who reads which |")
    return lines


def spaces(row: Client) -> bool:
    return {"first", "start", "end"} <= row.trims


def lacking(rows: Iterable[Client], feature: str) -> str:
    return titles(row for row in rows if feature not in row.matches)


def titles(rows: Iterable[Client]) -> str:
    *names, last = [row.title for row in rows]
    return f"{', '.join(names)} and {last}" if names else last


def table(
    headings: Sequence[str], rows: Iterable[Client], cells: Callable[[Client], Iterable[str]]
) -> str:
    lines = ["", line(headings), "|" + "---|" * len(headings)]
    lines += [line((row.title, *cells(row))) for row in rows]
    return "\n".join(lines) + "\n"


def line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def reads_only(row: Client, case: Callable[[str], str]) -> bool:
    """Whether a client reads the variables in one spelling alone."""
    names = [name for name in (*row.http, *row.https) if name.lower().endswith("_proxy")]
    return bool(names) and all(name == case(name) for name in names)


def variables(row: Client) -> list[str]:
    return [code(row.http), code(row.https), code(row.no_proxy) or "none"]


def code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def forms(row: Client) -> list[str]:
    return ["yes" if feature in row.matches else "" for _, feature in FORM_COLUMNS]


def others(reading: Iterable[Client]) -> str:
    lines = ["", "Some clients have rules of their own:", ""]
    for feature in OTHER_FEATURES:
        having = [row for row in reading if feature in row.matches]
        lines.append(f"- {FEATURES[feature]}: {titles(having)}.")
    return "\n".join(lines) + "\n"


def traps() -> str:
    lines = [""]
    for row in CLIENTS:
        lines += [f"- {row.title} {sentence}." for sentence in warnings(row)]
    return "\n".join(lines) + "\n"


def warnings(row: Client) -> Iterable[str]:
    if row.needs:
        yield f"reads none of the variables without `{row.needs}` in its environment"
    if row.option:
        yield f"reads the variables only where its code says `{row.option}`"
    if not row.no_proxy:
        yield "knows no exceptions: every request goes to the proxy"
    if row.refuses:
        kinds = {"cidr-v6": "an IPv6 CIDR", "v6-brackets": "an address in brackets"}
        yield "fails as soon as the list has " + " or ".join(kinds[each] for each in row.refuses)
    if "none" not in row.schemes and row.http[0].islower() and "." not in row.http[0]:
        verb = "ignores" if "none" in row.ignores else "fails on"
        some = " for https URLs" if "none-http" in row.schemes else ""
        yield f"{verb} a proxy URL without a scheme{some}"
    if "https" in row.ignores:
        yield "ignores an `https://` proxy, and goes direct"


def source(row: Client) -> list[str]:
    return [row.source, row.note]


def files() -> dict[Path, str]:
    """The page."""
    return {ROOT / "docs" / "no-proxy.md": document()}


if __name__ == "__main__":
    raise SystemExit(main(__file__, files()))
