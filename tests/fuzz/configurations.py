"""Configurations: those that the oracle knows, and those of random shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fuzz.nodes import Chance
from fuzz.program import Config

HTTP = "http://proxy.example.com:3128"
HTTPS = "http://proxy.example.com:3129"
HOSTS = ("localhost", ".svc", "10.0.0.0/8", "example.com", ".cluster.local", "127.0.0.1")
PASSWORD = "http://pa$$word:a$b@proxy.example.com:3128"
SECRET = {"valueFrom": {"secretKeyRef": {"name": "proxy", "key": "url"}}}
MAP = {"valueFrom": {"configMapKeyRef": {"name": "proxy", "key": "url", "optional": True}}}
FORMER = (
    "http://mine:1",
    "http://user:pa$$word@old.example.com:80/",
    "http://$(PROXY_HOST):3128",
    "http://authors.example.com:1",
)
"""URLs that authors have, and that may be those of former proxies."""
JUNK: tuple[Any, ...] = (
    *(None, "", " ", 0, -1, 1.5, True, [], {}, [None], {"a": None}, "null", "a\nb", "\x1b[31m"),
    *(
        "é" * 300,
        ["x"] * 50,
        {"": ""},
        "http://u:p@h:1",
        "$(A)",
        [[]],
        {"valueFrom": {}},
        "*",
        "[*",
    ),
)


def spec(chance: Chance) -> dict[str, Any]:
    """The fields of a configuration that is sound."""
    fields: dict[str, Any] = {"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": "localhost,.svc"}
    for probability, change in CHANGES:
        asks_more = change in (_add_more, _add_selection, _track, _except, _add_further)
        if chance.of_odd(probability) if asks_more else chance.of(probability):
            change(chance, fields)
    if not any(fields.get(name) for name in ("httpProxy", "httpsProxy", "allProxy", "noProxy")):
        fields["httpProxy"] = HTTP
    return fields


def _choose_hosts(chance: Chance, fields: dict[str, Any]) -> None:
    fields["noProxy"] = chance.some(HOSTS, 5) or ["localhost"]


def _set_all(chance: Chance, fields: dict[str, Any]) -> None:
    fields["allProxy"] = HTTP


def _leave_out(chance: Chance, fields: dict[str, Any]) -> None:
    for name in chance.some(("httpProxy", "httpsProxy", "noProxy"), 2):
        del fields[name]


def _choose_url(chance: Chance, fields: dict[str, Any]) -> None:
    fields["httpProxy"] = chance.one((PASSWORD, SECRET, MAP))


def _choose_presets(chance: Chance, fields: dict[str, Any]) -> None:
    fields["noProxyPresets"] = chance.some(("localhost", "cluster", "gcp", "azure"), 2)


def _choose_existing(chance: Chance, fields: dict[str, Any]) -> None:
    fields["existing"] = chance.one(("merge", "keep", "replace", "replace", "error"))


def _track(chance: Chance, fields: dict[str, Any]) -> None:
    fields["track"] = True


def _add_more(chance: Chance, fields: dict[str, Any]) -> None:
    if chance.of(0.6):
        fields["trustedCA"] = {"configMap": {"name": "ca"}}
        if chance.of(0.3):
            fields["trustedCA"] |= {"mountPath": "/ca", "env": ["SSL_CERT_FILE"]}
    if chance.of(0.6):
        fields["runtimes"] = chance.some(("java", "node"), 2)
    if chance.of(0.4):
        fields["customResources"] = {"env": True, "embedded": chance.of(0.5)}
    if isinstance(fields.get("httpProxy"), str):
        fields["httpProxy"] = HTTP  # as Java can be told it


def _come_from(chance: Chance, fields: dict[str, Any]) -> None:
    fields["from"] = chance.some(FORMER, 2) or [FORMER[0]]


def _except(chance: Chance, fields: dict[str, Any]) -> None:
    """Variables that are meant to differ."""
    fields["exceptions"] = []
    for _ in range(chance.upto(2, 1)):
        one = {
            "selector": chance.one(({"kind": "*Set"}, {"name": "w*"}, {"kind": "Pod"})),
            "containers": chance.one((["web"], ["d*", "sidecar"])),
            "variables": chance.some(("http_proxy", "HTTPS_PROXY", "no_proxy"), 2),
        }
        given = chance.some(tuple(one), 3) or ["selector"]
        fields["exceptions"].append(
            {key: one[key] for key in given if one[key]} or {"variables": ["no_proxy"]}
        )


def _add_further(chance: Chance, fields: dict[str, Any]) -> None:
    """What the oracle knows by name alone."""
    if chance.of(0.5):
        fields["variables"] = chance.some(("grpc_proxy", "npm_config_noproxy", "PIP_PROXY"), 2)
    else:
        fields["credentials"] = {"secretRef": {"name": "proxy"}}
        fields["httpProxy"] = HTTP


def _add_selection(chance: Chance, fields: dict[str, Any]) -> None:
    way = chance.upto(6)
    if way == 0:
        fields["selectors"] = [{"kind": chance.one(("Deployment", "*Set", "Pod"))}]
    elif way == 1:
        fields["exclude"] = [{"name": chance.one(("web", "d?", "*"))}, {"namespace": "shop"}]
    elif way == 2:
        fields["containers"] = {"exclude": [chance.one(("web", "w*"))]}
    elif way == 3:
        fields["containers"] = {"include": ["web", "istio-proxy"], "init": False}
    elif way == 4:
        fields["containers"] = {"ephemeral": True}
    elif way == 5:
        fields["mode"] = "optIn"
    else:
        fields["selectors"] = [{"labels": {"app": "web"}}]


CHANGES: tuple[tuple[float, Callable[[Chance, dict[str, Any]], None]], ...] = (
    (0.3, _choose_hosts),
    (0.15, _set_all),
    (0.2, _leave_out),
    (0.1, _choose_url),
    (0.08, _choose_presets),
    (0.6, _choose_existing),
    (0.1, _add_more),
    (0.1, _add_selection),
    (0.07, _track),
    (0.08, _come_from),
    (0.05, _except),
    (0.02, _add_further),
)


def config(fields: dict[str, Any]) -> Config:
    """A SetProxyEnv with the fields."""
    return {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "metadata": {"name": "proxy"},
        "spec": fields,
    }


def any_config(chance: Chance) -> Config:
    """A sound configuration, in one of two forms."""
    fields = spec(chance)
    if chance.of(0.15) and all(isinstance(each, (str, bool)) for each in fields.values()):
        data = {key: _text(value) for key, value in fields.items()}
        meta = {"name": "proxy"}
        return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta, "data": data}
    return config(fields)


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else str(value).lower()


def trip(chance: Chance) -> tuple[Config, Config, Config]:
    """A configuration that tracks, the same changed, and one that removes."""
    first = {**spec(chance), "track": True}
    for name in ("selectors", "exclude", "containers", "mode"):
        first.pop(name, None)
    second = dict(first)
    for _ in range(chance.upto(3, 1)):
        way = chance.upto(5)
        if way == 0:
            second["httpProxy"] = "http://new.example.com:8080"
        elif way == 1:
            second["noProxy"] = ["localhost", "new.example.com"]
        elif way == 2 and any(map(second.get, ("httpProxy", "allProxy", "noProxy"))):
            second.pop("httpsProxy", None)
        elif way == 3:
            second["allProxy"] = "http://new.example.com:8080"
        elif way == 4:
            second.pop("trustedCA", None)
        else:
            second["runtimes"] = ["node"]
    return config(first), config(second), _removing(chance, second)


def way_back(chance: Chance) -> tuple[Config, Config]:
    """A configuration that does not track, and one that removes what it sets by its values."""
    fields = spec(chance)
    fields.pop("track", None)
    return config(fields), config({**fields, "track": chance.of(0.3), "remove": True})


def _removing(chance: Chance, fields: dict[str, Any]) -> Config:
    """A configuration that removes what is recorded, or what has the values, too."""
    if chance.of(0.5):
        return config({"remove": True})
    return config({**fields, "track": chance.of(0.3), "remove": True})


def odd_config(chance: Chance) -> Config:
    """A configuration with junk in it."""
    made: Any = config(spec(chance))
    fields = made["spec"]
    fields |= {
        "podPaths": [{"path": "spec/template", "kind": "X"}],
        "customResources": {"env": True, "embedded": True},
        "checks": {"level": "warn", "clients": ["curl"]},
    }
    for _ in range(chance.upto(3, 1)):
        holder = chance.one((made, made.get("metadata"), fields, fields, fields))
        if not isinstance(holder, dict) or not holder:
            continue
        key = chance.one(list(holder))
        inner = holder[key]
        if isinstance(inner, dict) and inner and chance.of(0.6) and holder is fields:
            inner = {**inner, chance.one(list(inner)): chance.one(JUNK)}
            holder[key] = inner
        elif chance.of(0.1):
            del holder[key]
        elif holder is not made or key not in ("metadata", "spec"):
            holder[key] = chance.one(JUNK)
    return made  # type: ignore[no-any-return]
