"""The functionConfig that the options of a command line give."""

from __future__ import annotations

from krm_fn.command.table import CONFIG, EXISTING, REMOVE, REPLACE_FROM
from krm_fn.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.command.command_line import CommandLine
    from krm_fn.command.report import Report

FIELDS = {
    "--http-proxy": "httpProxy",
    "--https-proxy": "httpsProxy",
    "--no-proxy": "noProxy",
    "--no-proxy-presets": "noProxyPresets",
    "--all-proxy": "allProxy",
    EXISTING: "existing",
}


BESIDE = {EXISTING: "existing", REPLACE_FROM: "from", REMOVE: "remove"}
"""The options that may stand beside `--config`, with their fields."""


def _names_none(line: CommandLine) -> bool:
    """Whether the command line has no configuration, but for what may stand beside one."""
    return not any(line.has(name) for name in (CONFIG, *FIELDS) if name not in BESIDE)


def config_of(line: CommandLine, default: str | None = None) -> Any:
    """The functionConfig that the command line gives, as plain data, else that of a `default` file;
    None where there is none.
    """
    fields: dict[str, Any] = {
        field: line.value(name) for name, field in FIELDS.items() if line.has(name)
    }
    if line.has(REPLACE_FROM):
        fields["from"] = line.values(REPLACE_FROM)
    if line.has(REMOVE):
        fields["remove"] = True
    path = line.value(CONFIG) or default
    if path is None:
        if not fields:
            return None
        presets = fields.pop("noProxyPresets", None)
        listed = {"noProxyPresets": presets.split(",")} if presets is not None else {}
        return {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", **fields, **listed}
    if not set(BESIDE.values()).issuperset(fields):
        raise Usage("`--config` must not stand beside the options that it replaces")
    from krm_fn.command.config_file import read_config

    config = read_config(path)
    return _with_fields(config, fields) if fields else config


def config_around(line: CommandLine, paths: list[str], report: Report) -> tuple[Any, str | None]:
    """The functionConfig that the command line gives, else the default one for paths, and then the
    path of that.
    """
    from krm_fn.command.config_file import default_for

    default = default_for(paths) if _names_none(line) else None
    report.config = default or report.config
    return config_of(line, default), default


def _with_fields(config: Any, fields: dict[str, Any]) -> Any:
    """The functionConfig with fields of the command line in the place of its own. Raises Usage
    where its kind has no such fields.
    """
    kind = config.get("kind") if isinstance(config, dict) else None
    if kind not in ("ConfigMap", "SetProxyEnv"):
        names = " and ".join(f"`{name}`" for name, field in BESIDE.items() if field in fields)
        raise Usage(f"{names} must stand beside the `--config` of a ConfigMap or a SetProxyEnv")
    key = "data" if kind == "ConfigMap" else "spec"
    held = config.get(key)
    if isinstance(held, dict):
        return {**config, key: {**held, **fields}}
    return {**config, **fields} if held is None and kind == "SetProxyEnv" else config
