"""The options of a command line, and the functionConfig that they give."""

from __future__ import annotations

from krm_fn.shown import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FIELDS = {
    "--http-proxy": "httpProxy",
    "--https-proxy": "httpsProxy",
    "--no-proxy": "noProxy",
    "--no-proxy-presets": "noProxyPresets",
    "--all-proxy": "allProxy",
    "--existing": "existing",
}


REPLACE_FROM = "--replace-from"
"""The option that may be given several times; then its value is all of them, with blanks between."""
BESIDE = {"--existing": "existing", REPLACE_FROM: "from"}
"""The options that may stand beside `--config`, with their fields."""


class Usage(Exception):
    """The command line is not one that the help describes."""


def parsed(
    arguments: list[str],
    valued: tuple[str, ...],
    flags: tuple[str, ...] = (),
    operands: list[str] | None = None,
) -> dict[str, str]:
    """The options with their values, `--option value` or `--option=value`; a flag's is "".

    What is no option is added to `operands`; without such a list there must be none. Raises Usage.
    """
    options: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        name, has_value, value = waiting.pop(0).partition("=")
        name = {"-h": "--help"}.get(name, name)
        if name == "--help" or (name == "--version" and operands is None):
            return {name: ""}
        if name in flags and not has_value:
            options[name] = ""
            continue
        if operands is not None and not name.startswith("-"):
            operands.append(name + has_value + value)
            continue
        if operands is not None and name == "--":
            operands += waiting
            break
        if name not in valued:
            raise Usage(
                f'must not get "{printable(name)}"; `set-proxy-env --help` lists the options'
            )
        if not has_value:
            if not waiting:
                raise Usage(f"`{name}` must be followed by a value")
            value = waiting.pop(0)
        repeated = name == REPLACE_FROM and name in options
        options[name] = f"{options[name]} {value}" if repeated else value
    return options


def config_of(options: dict[str, str]) -> Any:
    """The functionConfig that the command line gives, as plain data; None where it gives none."""
    fields: dict[str, Any] = {
        FIELDS[name]: value for name, value in options.items() if name in FIELDS
    }
    if REPLACE_FROM in options:
        fields["from"] = options[REPLACE_FROM].split()
    if "--config" not in options:
        if not fields:
            return None
        presets = fields.pop("noProxyPresets", None)
        listed = {"noProxyPresets": presets.split(",")} if presets is not None else {}
        return {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", **fields, **listed}
    if not set(BESIDE.values()).issuperset(fields):
        raise Usage("`--config` must not stand beside the options that it replaces")
    from krm_fn.command.config_file import read_config

    config = read_config(options["--config"])
    return _with_fields(config, fields) if fields else config


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
