"""The fields of a TransparentProxy, those that were left out with their defaults."""

from __future__ import annotations

from krm_fn.config.rules import path_text
from krm_fn.config.transparent_schema import SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.results import File, ResourceRef

    Fields = dict[str, Any]
    Place = tuple[str, str, int]

DEFAULT_NAME = "transparent-proxy"


_DEFAULTS: Fields = {
    "tlsPorts": [443],
    "httpPorts": [80],
    **{name: each["default"] for name, each in SCHEMA["properties"].items() if "default" in each},
}


class TransparentProxy:
    """The fields of a TransparentProxy, those that were left out with their defaults.

    `proxies` has for httpProxy and httpsProxy scheme, host and port; `hosts` are pairs of a name
    and a port, which is None for all; `no_proxy` are the user's own entries.
    """

    __slots__ = (
        "fields",
        "file",
        "hosts",
        "istio",
        "name",
        "no_proxy",
        "path",
        "proxies",
        "reference",
    )

    def __init__(
        self,
        fields: Fields,
        path: tuple[str, ...],
        reference: ResourceRef,
        file: File | None = None,
    ) -> None:
        self.fields = fields
        self.path = path
        self.reference: ResourceRef | None = reference
        self.file = file
        self.name = reference.get("name", DEFAULT_NAME)
        self.proxies: dict[str, Place] = {}
        self.hosts: list[tuple[str, int | None]] = []
        self.no_proxy: tuple[str, ...] = ()
        self.istio = (1, 22)

    def __getitem__(self, name: str) -> Any:
        """A field of the object, or its default: `configuration["mode"]`."""
        return self.fields.get(name, _DEFAULTS.get(name))

    @property
    def removes(self) -> bool:
        """Whether the resources are to go."""
        return bool(self["remove"])

    @property
    def searches(self) -> bool:
        """Whether the hosts are those that the list names."""
        return bool(self["hosts"] == "auto")

    def field(self, *path: str | int) -> str:
        """The path of a field: `spec.noProxy`."""
        return path_text((*self.path, *path))
