"""Where the variables of a container are written: in its `env`, or in an operator's own field."""

from __future__ import annotations

from krm_fn.edit.container_env import ContainerEnv
from krm_fn.workloads.built_in import KEY_VALUES, LITERAL_SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.edit.operator_env import Env
    from krm_fn.workloads.built_in import Container
    from krm_fn.workloads.resource import Resource


def env_of(container: Container, resource: Resource) -> Env:
    """The variables of a container, or of an operator's field. Raises Refused where the field is
    not what its shape says.
    """
    if container.shape == KEY_VALUES:
        from krm_fn.edit.key_value_env import KeyValueEnv

        return KeyValueEnv(container, resource)
    if container.shape in LITERAL_SHAPES:
        from krm_fn.edit.operator_env import LiteralEnv

        return LiteralEnv(container, resource)
    return ContainerEnv(container, resource)
