"""What a configuration asks for, read a second time and naively."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from fuzz.trees import Scalar, Tree, is_null, text

Fields = dict[str, Any]

ADDRESSES = (
    ("httpProxy", "http_proxy"),
    ("httpsProxy", "https_proxy"),
    ("noProxy", "no_proxy"),
    ("allProxy", "all_proxy"),
)
PROXIES = frozenset(lower for _, lower in ADDRESSES)
FURTHER = frozenset(
    "proxy_username proxy_password proxy_username_2 proxy_password_2 grpc_proxy no_grpc_proxy npm_config_proxy npm_config_https_proxy "
    "npm_config_noproxy yarn_http_proxy yarn_https_proxy ftp_proxy rsync_proxy pip_proxy "
    "cargo_http_proxy global_agent_http_proxy global_agent_https_proxy global_agent_no_proxy".split()
)
"""The names that `credentials` and `variables` set, in lower case."""
PRESETS = {
    "localhost": "localhost 127.0.0.1 ::1",
    "cluster": ".svc .{0} .{0}. $(KUBERNETES_SERVICE_HOST) kubernetes.default.svc",
    "gcp": "169.254.169.254 metadata metadata.google.internal metadata.google.internal.",
    "azure": "169.254.169.254 168.63.129.16",
}
JAVA = "JAVA_TOOL_OPTIONS"
MAVEN = "-Daether.connector.http.useSystemProperties=true"
BUNDLE_VARIABLES = "SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS AWS_CA_BUNDLE GIT_SSL_CAINFO"


class BeyondError(Exception):
    """What must happen here is not worked out; the reason says what it is about."""


class Wanted(NamedTuple):
    """A variable: its spellings, and its `value` or the `source` that gives it. `hosts` are the
    members of a list of hosts.
    """

    spellings: tuple[str, ...]
    value: str = ""
    source: Tree = None
    hosts: tuple[str, ...] | None = None


class Bundle(NamedTuple):
    """A CA bundle's volume and mount, and the path at which it is."""

    volume: Tree
    mount: Tree
    path: str


class Settings(NamedTuple):
    """A configuration. `variables` are the proxies', `additions` those of runtimes and bundles,
    `former` the URLs of former proxies.
    """

    fields: Fields
    variables: tuple[Wanted, ...]
    additions: tuple[Wanted, ...]
    bundle: Bundle | None
    former: tuple[str, ...] = ()

    @property
    def existing(self) -> str:
        return str(self.fields.get("existing", "merge"))

    @property
    def removes(self) -> bool:
        return bool(self.fields.get("remove"))

    def containers(self, name: str, default: Any) -> Any:
        return self.fields.get("containers", {}).get(name, default)

    @property
    def names(self) -> frozenset[str]:
        """The names of all variables that may be set, in lower case."""
        return frozenset(each[0][0].lower() for each in (*self.variables, *self.additions))


ALL_NAMES = frozenset(
    [lower for _, lower in ADDRESSES]
    + f"{JAVA} NODE_USE_ENV_PROXY {BUNDLE_VARIABLES}".lower().split()
    + [*FURTHER]
)
"""The names of all variables that any configuration sets, in lower case."""


def of(config: Fields) -> Settings:
    """The settings of a functionConfig. Raises BeyondError."""
    try:
        return _of(fields_of(config))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BeyondError("the configuration") from None


def in_tree(tree: Tree) -> Fields:
    """The functionConfig that a text has itself, as plain data."""
    data = _data(tree)
    return data if isinstance(data, dict) else {}


def _data(tree: Tree) -> Any:
    if isinstance(tree, dict):
        return {str(key): _data(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_data(each) for each in tree]
    if is_null(tree):
        return None
    return (
        {"true": True, "false": False}.get(tree.text, tree.text)
        if tree.kind == "plain"
        else (tree.text)
    )


def _of(fields: Fields) -> Settings:
    former = tuple(map(escaped, fields.get("from", ())))
    variables = tuple(_variables(fields))
    if "credentials" in fields or "variables" in fields:
        raise BeyondError("credentials and further variables")
    bundle = _bundle(fields.get("trustedCA"))
    additions = (*_runtimes(fields), *_bundle_variables(fields.get("trustedCA"), bundle))
    return Settings(fields, variables, additions, bundle, former)


def fields_of(config: Fields) -> Fields:
    if config.get("kind") == "ConfigMap":
        return {key: _plain(value) for key, value in config["data"].items()}
    return dict(config["spec"])


def _plain(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value)


def escaped(value: str) -> str:
    """A value of which the kubelet's expansion makes this one."""
    return re.sub(r"\$(?!\([-._a-zA-Z][-._a-zA-Z0-9]*\))", "$$", value)


def hosts_of(fields: Fields) -> tuple[str, ...]:
    given = fields.get("noProxy", [])
    hosts = split(given if isinstance(given, str) else ",".join(given))
    for preset in fields.get("noProxyPresets", ()):
        if preset not in PRESETS:
            raise BeyondError(f"the preset {preset}")
        hosts += PRESETS[preset].format(fields.get("clusterDomain", "cluster.local")).split()
    return tuple(dict.fromkeys(map(escaped, hosts)))


def split(value: str) -> list[str]:
    return value.replace(",", " ").split()


def _variables(fields: Fields) -> list[Wanted]:
    found = []
    for field, lower in ADDRESSES:
        spellings, value = (lower, lower.upper()), fields.get(field)
        if field == "noProxy":
            hosts = hosts_of(fields)
            if hosts:
                found.append(Wanted(spellings, ",".join(hosts), hosts=hosts))
        elif isinstance(value, dict):
            found.append(Wanted(spellings, source=tree_of(value["valueFrom"])))
        elif value:
            found.append(Wanted(spellings, escaped(value)))
    return found


def _runtimes(fields: Fields) -> list[Wanted]:
    found = []
    runtimes = fields.get("runtimes", ())
    if "java" in runtimes and (options := _java_options(fields)):
        found.append(Wanted((JAVA,), " ".join(map(escaped, options))))
    if "node" in runtimes:
        found.append(Wanted(("NODE_USE_ENV_PROXY",), "1"))
    return found


def _java_options(fields: Fields) -> list[str]:
    options = []
    for scheme in ("http", "https"):
        url = fields.get(f"{scheme}Proxy")
        if isinstance(url, str):
            found = re.fullmatch(r"http://([a-z.]+):([0-9]+)", url)
            if found is None:
                raise BeyondError("a URL for Java")
            options += [f"-D{scheme}.proxyHost={found[1]}", f"-D{scheme}.proxyPort={found[2]}"]
    if not options:
        return []
    patterns = [pattern for host in hosts_of(fields) for pattern in _java_patterns(host)]
    if patterns:
        options.append(f"-Dhttp.nonProxyHosts={'|'.join(dict.fromkeys(patterns))}")
    return [*options, MAVEN]


def _java_patterns(host: str) -> list[str]:
    if re.fullmatch(r"\.[a-z.]*[a-z]", host):
        return [f"*{host}"]
    if host == "localhost" or re.fullmatch(r"[0-9.]+", host):
        return [host]
    if re.fullmatch(r"[a-z]+(\.[a-z]+)*", host):
        return [host, f"*.{host}"]
    if host == "10.0.0.0/8":
        return ["10.*"]
    raise BeyondError("a host for Java")


def _bundle(given: Fields | None) -> Bundle | None:
    if given is None:
        return None
    source = given["configMap"]
    key, folder = source.get("key", "ca-bundle.crt"), given.get("mountPath", "/etc/trusted-ca")
    items = [{"key": key, "path": key}]
    volume = {"name": "trusted-ca", "configMap": {"name": source["name"], "items": items}}
    mount = {"name": "trusted-ca", "mountPath": folder, "readOnly": True}
    return Bundle(tree_of(volume), tree_of(mount), f"{folder}/{key}")


def _bundle_variables(given: Fields | None, bundle: Bundle | None) -> list[Wanted]:
    if given is None or bundle is None:
        return []
    return [Wanted((name,), bundle.path) for name in given.get("env", BUNDLE_VARIABLES.split())]


def tree_of(data: Any) -> Tree:
    """Plain data as a tree."""
    if isinstance(data, dict):
        return {key: tree_of(value) for key, value in data.items()}
    if isinstance(data, list):
        return [tree_of(each) for each in data]
    if data is None or isinstance(data, bool):
        return Scalar("plain", json.dumps(data))
    return text(data) if isinstance(data, str) else Scalar("plain", str(data))
