"""What to write, in the words of the object that is configured: not each has presets."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration

WITHOUT_PRESETS = ("Istio", "Proxy")
"""The operators' kinds, which have the three addresses alone."""


def either(configuration: Configuration, entries: str, *presets: str) -> str:
    """Entries of noProxy, or the presets that have them, where there is such a field."""
    if configuration.kind == "Proxy" and configuration.path == ("spec",):
        return f"{entries}, or give the object with its `status`, as `oc get proxy cluster -o yaml` has it"
    if configuration.kind in WITHOUT_PRESETS:
        return entries
    return f"{entries}, or {preset_field(*presets)}"


def preset_field(*presets: str) -> str:
    return f"`noProxyPresets: [{', '.join(presets)}]`"
