"""A list of mappings in a pod or a container, such as `volumes`: members are added or deleted."""

from __future__ import annotations

from krm_fn.edit.named_list import NamedList, place_of
from krm_fn.environment.env_plan import Append, Delete
from krm_fn.workloads.built_in import given_twice, refused
from krm_fn.yaml.edit import is_empty
from krm_fn.yaml.nodes import Mapping, Sequence, find, followed, mapping, to_data
from krm_fn.yaml.render import Copy, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.environment.env_plan import EnvPlan
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node
    from krm_fn.yaml.render import Value


class MemberList(NamedList):
    """Such a list; `container` says where it stands, as for an env list.

    Raises Refused where it is something else than a list of mappings.
    """

    __slots__ = ()

    def __init__(self, container: Container, resource: Resource) -> None:
        self.container = container
        self.resource = resource
        owner, steps, key = container.node, container.steps, container.env_key
        if owner.count(key) > 1:
            raise given_twice(resource, (*steps, key))
        self.node = followed(find(owner, key))
        self.place = place_of(owner.own(key), self.node)
        if isinstance(self.node, Sequence):
            for index, item in enumerate(self.node.items):
                if mapping(item) is None:
                    raise refused(resource, (*steps, key, index), "a mapping", followed(item))
        elif self.node is not None and (not is_empty(self.node) or isinstance(self.node, Mapping)):
            raise refused(resource, (*steps, key), "a list", self.node)

    def members(self) -> list[Any]:
        """The members as plain data."""
        return [to_data(entry) for entry in self.entries]

    def appended(self, plan: EnvPlan, _text: str) -> list[Value]:
        """The new members; the same object for the same data."""
        new = [edit.source for edit in plan.edits if type(edit) is Append]
        known = repr(new)
        if known not in _appended:
            if len(_appended) >= MAX_APPENDED:
                _appended.clear()
            _appended[known] = list(map(words, new))
        return _appended[known]

    def planned(self, plan: EnvPlan, text: str) -> list[Value]:
        """All members as they are to be, to be written elsewhere in the same item."""
        gone = {edit.index for edit in plan.edits if type(edit) is Delete}
        kept: list[Node] = [each for at, each in enumerate(self.entries) if at not in gone]
        return [*(Copy(each, text) for each in kept), *self.appended(plan, text)]


_appended: dict[str, list[Value]] = {}
"""New members by their data, as Python writes it: most pods of a run get the same."""
MAX_APPENDED = 100
