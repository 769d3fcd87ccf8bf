"""The checks of a configuration's proxies beside each other."""

from __future__ import annotations

from krm_fn.checks.table import BY_ID
from krm_fn.config.rules import path_text
from krm_fn.shown import redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from krm_fn.checks.subject import Subject


def check_proxies(checks: Subject) -> None:
    """One proxy that is missing, one port for two protocols, and a scheme that fails."""
    _check_pair(checks)
    _check_protocols(checks)
    if checks.named:
        _check_schemes(checks)


def _check_pair(checks: Subject) -> None:
    """Only one of the two proxies: it concerns the clients that then send one sort direct."""
    given = [name in checks.given for name in ("httpProxy", "httpsProxy")]
    if given in ([True, True], [False, False]):
        return
    there, missing = ("httpProxy", "httpsProxy") if given[0] else ("httpsProxy", "httpProxy")
    names = {"httpProxy": "http_proxy", "httpsProxy": "https_proxy", "allProxy": "all_proxy"}
    variables = {names[field] for field in checks.given}
    variables |= {name.upper() for name in variables}

    def uses(read: Sequence[str]) -> bool:
        return not variables.isdisjoint(read)

    rows = BY_ID["one-proxy"].affected(checks.named)
    split = [row for row in rows if uses(row.http) != uses(row.https)]
    field, other = path_text((*checks.path, missing)), missing.removesuffix("Proxy")
    problem = f"`{path_text((*checks.path, there))}` must not stand alone"
    checks.add("one-proxy", problem, split, there, field=field, other=other)


def _check_protocols(checks: Subject) -> None:
    """One place as a proxy for http and as one with TLS: a port has one protocol."""
    places: dict[str, dict[str, str]] = {}
    for name, url in checks.given.items():
        scheme, mark, rest = url.partition("://")
        place = rest.rpartition("@")[2].rstrip("/").lower()
        if mark and scheme.lower() in ("http", "https") and ":" in place:
            places.setdefault(place, {}).setdefault(scheme.lower(), name)
    for place, names in places.items():
        if len(names) == 2:
            field = path_text((*checks.path, names["https"]))
            other = path_text((*checks.path, names["http"]))
            problem = f"`{field}` must not name {place} as a proxy with TLS, which `{other}` names as one without"
            checks.add("proxy-url-protocols", problem, name=names["https"], field=field)


def _check_schemes(checks: Subject) -> None:
    for name, url in checks.given.items():
        scheme = url.partition("://")[0].lower()
        problem = f'`{path_text((*checks.path, name))}` is "{redact(url)}"'
        for check_id, schemes in (
            ("proxy-url-https", ("https",)),
            ("proxy-url-socks", ("socks5", "socks5h")),
        ):
            if scheme in schemes:
                rows = BY_ID[check_id].affected(checks.named)
                failing = [row for row in rows if scheme not in row.schemes]
                checks.add(check_id, problem, failing, name)
