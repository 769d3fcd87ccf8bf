"""What a type cannot say of the optional fields: references, a CA bundle, a version.

Imported only for a configuration that has one of them.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.config.rules import path_text
from krm_fn.config.schema import SCHEMA
from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.rules import Report
    from krm_fn.config.schema_check import Path

KINDS = {"secretKeyRef": "Secret", "configMapKeyRef": "ConfigMap"}

BUNDLE_PLACES = (
    "/etc/ssl/certs",
    "/etc/pki/tls/certs",
    "/etc/pki/ca-trust/extracted",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
    "/etc/ca-certificates",
)
"""Where images keep the bundles of their own, which a mount would hide."""

KNOWN_VARIABLES = frozenset(
    (
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "all_proxy",
        "java_tool_options",
        "node_use_env_proxy",
        *(each.lower() for each in SCHEMA["properties"]["variables"]["items"]["enum"]),
        *(each.lower() for each in SCHEMA["$defs"]["TrustedCA"]["properties"]["env"]["default"]),
    )
)
"""The variables that a configuration can set, in lower case, but for those that `trustedCA` names."""

_OF_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
_OF_KEYS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
_VERSION = re.compile(r"v?[1-9][0-9]*\.[0-9]+(\.[0-9]+)?\Z")


def check_source(value: dict[str, Any], path: Path, report: Report) -> dict[str, Any]:
    """The `valueFrom` of a URL, as a container's env has it; errors where it is none."""
    source: dict[str, Any] = value["valueFrom"]
    path = (*path, "valueFrom")
    if len(source) != 1:
        message = f"`{path_text(path)}` must have one of `secretKeyRef` and `configMapKeyRef`"
        report.error("value-from", message, path)
    for field, reference in source.items():
        _check_name(reference["name"], KINDS[field], (*path, field, "name"), report)
        _check_key(reference["key"], (*path, field, "key"), report)
    return source


def trusted_ca(given: dict[str, Any], path: Path, report: Report) -> dict[str, Any]:
    """The CA bundle with all that is left out filled in; errors where it cannot be mounted."""
    definitions = SCHEMA["$defs"]
    bundle = _completed(given, definitions["TrustedCA"])
    bundle["configMap"] = _completed(given["configMap"], definitions["BundleConfigMap"])
    source, place = bundle["configMap"], (*path, "configMap")
    _check_name(source["name"], "ConfigMap", (*place, "name"), report)
    _check_key(source["key"], (*place, "key"), report)
    bundle["mountPath"] = bundle["mountPath"].rstrip("/") or "/"
    _check_mount_path(bundle["mountPath"], (*path, "mountPath"), report)
    if not bundle["env"]:
        message = f"`{path_text((*path, 'env'))}` must name at least one variable"
        report.error("trusted-ca", f"{message}: leave it out for those that clients read", path)
    for index, name in enumerate(bundle["env"]):
        if not (name.isascii() and name.isidentifier()) or name.lower().endswith("_proxy"):
            place = (*path, "env", index)
            message = f"`{path_text(place)}` must be the name of a variable such as SSL_CERT_FILE"
            report.error("trusted-ca", f'{message}, got "{printable(name)}"', place)
    bundle["env"] = list(dict.fromkeys(bundle["env"]))
    return bundle


def credentials(given: dict[str, Any], path: Path, report: Report) -> tuple[str, str, str]:
    """The Secret's name and its two keys; errors where there can be none of that name."""
    place = (*path, "secretRef")
    found = _completed(given["secretRef"], SCHEMA["$defs"]["CredentialsSecret"])
    _check_name(found["name"], "Secret", (*place, "name"), report)
    for field in ("usernameKey", "passwordKey"):
        _check_key(found[field], (*place, field), report)
    return found["name"], found["usernameKey"], found["passwordKey"]


def check_takes_credentials(url: object, path: Path, report: Report) -> None:
    """An error for a URL that no user name and password can be put into."""
    name = f"`{path_text(path)}`"
    if isinstance(url, dict):
        message = f"{name} must be a URL, not a `valueFrom`, beside `credentials`: the Secret "
        report.error("credentials", f"{message}that it comes from can hold the whole URL", path)
    elif isinstance(url, str) and "@" in url:
        message = f"{name} must have no user name or password beside `credentials`, which gives "
        report.error("credentials", f"{message}them: write scheme://host:port", path)
    elif isinstance(url, str) and url.startswith("$("):
        message = f"{name} must begin with its scheme beside `credentials`: write http:// before "
        report.error("credentials", f"{message}the reference, which then is to a host", path)


def check_exceptions(values: dict[str, Any], path: Path, report: Report) -> None:
    """Errors for exceptions that say nothing, or name a variable that is never set."""
    known = KNOWN_VARIABLES | {each.lower() for each in values.get("trustedCA", {}).get("env", ())}
    for index, exception in enumerate(values["exceptions"]):
        place = (*path, index)
        if not any(exception.values()):
            message = "must give at least one of `selector`, `containers` or `variables`"
            report.error("exception", f"`{path_text(place)}` {message}", place)
        elif "selector" in exception and not any(exception["selector"].values()):
            place = (*place, "selector")
            fields = "`apiVersion`, `kind`, `name`, `namespace`, `labels` or `annotations`"
            message = f"`{path_text(place)}` must give at least one of {fields}"
            report.error("exception", message, place)
        for at, name in enumerate(exception.get("variables", ())):
            if name.lower() not in known:
                where = (*path, index, "variables", at)
                message = f"`{path_text(where)}` must be a variable that is set, such as http_proxy"
                report.error("exception", f'{message}, got "{printable(name)}"', where)


def check_version(version: str, path: Path, report: Report) -> None:
    """An error for what is no Kubernetes version."""
    if not _VERSION.match(version):
        message = f'`{path_text(path)}` must be a Kubernetes version such as "1.33"'
        report.error("validate", f'{message}, got "{printable(version)}"', path)


def _completed(given: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema["properties"]
    defaults = {name: each["default"] for name, each in properties.items() if "default" in each}
    return {**defaults, **given}


def _check_name(name: str, kind: str, path: Path, report: Report) -> None:
    if not name or name != name.strip("-.") or not _OF_NAMES.issuperset(name):
        message = f"`{path_text(path)}` must be the name of a {kind}: lower-case letters, digits, "
        report.error("value-from", f'{message}"-" and ".", got "{printable(name)}"', path)


def _check_key(key: str, path: Path, report: Report) -> None:
    if not _OF_KEYS.issuperset(key) or key in ("", ".", ".."):
        message = f'`{path_text(path)}` must be a key: letters, digits, "-", "_" and "."'
        report.error("value-from", f'{message}, got "{printable(key)}"', path)


def _check_mount_path(folder: str, path: Path, report: Report) -> None:
    name, shown = f"`{path_text(path)}`", f'got "{printable(folder)}"'
    parts = folder.split("/")
    odd = ":" in folder or not folder.isprintable() or {"", ".", ".."} & {*parts[1:]}
    if folder != "/" and (parts[0] or odd):
        message = f"{name} must be the whole path of a folder such as /etc/trusted-ca, {shown}"
        report.error("trusted-ca", message, path)
        return
    hidden = [each for each in BUNDLE_PLACES if f"{each}/".startswith(f"{folder.rstrip('/')}/")]
    if hidden:
        message = f"{name} must not hide {hidden[0]}, where images have bundles of their own, "
        report.error("trusted-ca", f"{message}{shown}: write a folder of its own", path)


def check_ip_addresses(addresses: list[str], path: Path, report: Report) -> None:
    """Errors for what is no IP address."""
    import ipaddress

    for index, address in enumerate(addresses):
        try:
            ipaddress.ip_address(address)
        except ValueError:
            where = (*path, index)
            message = f'`{path_text(where)}` must be an IP address, got "{printable(address)}"'
            report.error("proxy-address", message, where)
