"""What is told about workloads as most are, which differ in little but their names."""

from __future__ import annotations

from krm_fn.edit.outcome import found_in, set_info
from krm_fn.workloads.built_in import BUILT_IN_KIND
from krm_fn.workloads.resource import file_of, ref_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from krm_fn.edit.usual_layout import Layout, Place
    from krm_fn.environment.env_plan import EnvPlan
    from krm_fn.results import Result

_OWN = "\ue000"
"""A character for private use, where the text of an info has what is a workload's own."""
MAX_INFOS = 500
"""How many infos are kept for the next workload."""


class UsualInfos:
    """The infos on what was set, rendered; a workload's own are its name, namespace and file."""

    __slots__ = ("_known", "render")

    def __init__(self, render: Callable[[Result], bytes]) -> None:
        self.render = render
        self._known: dict[tuple[object, ...], bytes] = {}

    def info(self, found: Layout, changed: list[Place], count: int) -> bytes:
        """The info on a workload in some of whose containers `count` variables changed."""
        own = found.name, found.namespace, found.path
        first = changed[0]
        key = (
            found.item.api_version,
            found.item.kind,
            tuple([each.name for each in changed]),
            first.key,
            first.index,
            count,
            found.index,
            *map(bool, own),
        )
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MAX_INFOS:
                self._known.clear()
            known = self._known[key] = self._template(found, changed, count)
        return known and known % tuple(filter(None, own))

    def _template(self, found: Layout, changed: list[Place], count: int) -> bytes:
        """An info that has `%b` in place of what is a workload's own; nothing where none is due."""
        name, namespace, path = (
            _OWN if text else "" for text in (found.name, found.namespace, found.path)
        )
        made = set_info(
            [each.name.decode() for each in changed],
            count,
            BUILT_IN_KIND,
            resource=ref_of(found.item.api_version, found.item.kind, name, namespace),
            field=_field(found, changed[0]),
            file=file_of(path, found.index.decode()),
        )
        return self.render(made).replace(b"%", b"%%").replace(_OWN.encode(), b"%b")


def warnings(plan: EnvPlan, place: Place, found: Layout) -> list[Result]:
    """What was found in a container."""
    item, container = found.item, place.name.decode()
    name, namespace = found.name.decode(), found.namespace.decode()
    return [
        found_in(
            finding,
            container,
            f'container "{container}"',
            resource=ref_of(item.api_version, item.kind, name, namespace),
            field=_field(found, place),
            file=file_of(found.path.decode(), found.index.decode()),
        )
        for finding in plan.findings
    ]


def _field(found: Layout, place: Place) -> str:
    """The field path of a container's variables."""
    return f"{b'.'.join(found.way).decode()}.{place.key}[{place.index}].env"
