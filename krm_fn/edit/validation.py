"""`validate`: changed workloads against the schemas of a Kubernetes version.

The schemas are those of the package kubernetes-validate, which is imported only here. What was
invalid before is the author's, and a warning; what became so is a mistake of this function's.
"""

from __future__ import annotations

import functools
import importlib

from krm_fn.errors import Refused, said
from krm_fn.results import about, result
from krm_fn.workloads.built_in import BUILT_IN
from krm_fn.workloads.resource import resources_in
from krm_fn.yaml.nodes import to_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.wire.item import Item
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node

RULE = "validate"


class Validation:
    """The check against one version. Raises Refused where it cannot be made."""

    __slots__ = ("_module", "version")

    def __init__(self, configuration: Configuration) -> None:
        version = (configuration.validate or "").removeprefix("v")
        self.version = ".".join(version.split(".")[:2])
        field = configuration.field("validate")
        try:
            kubernetes_validate: Any = importlib.import_module("kubernetes_validate")
        except ImportError:
            message = (
                f"`{field}` needs the package kubernetes-validate: "
                "pip install 'set-proxy-env[validate]'"
            )
            raise Refused([about(configuration, "error", RULE, message, "validate")]) from None
        self._module: Any = kubernetes_validate
        utils = kubernetes_validate.utils
        known = [utils.major_minor(each) for each in utils.all_versions()]
        if self.version not in known:
            message = (
                f"`{field}` must be a version from {known[0]} to {known[-1]}, of which the installed "
                f'kubernetes-validate has the schemas, got "{self.version}"'
            )
            raise Refused([about(configuration, "error", RULE, message, "validate")])
        if not hasattr(utils.schema_contents, "cache_info"):  # it reads a megabyte each time
            utils.schema_contents = functools.cache(utils.schema_contents)

    def check(self, item: Item, before: Node | None, after: Node | None) -> list[Result]:
        """Results for the workloads of an item that have changed."""
        pairs = zip(resources_in(before, item), resources_in(after, item), strict=True)
        made = []
        for old, new in pairs:
            data, changed = to_data(old.root), to_data(new.root)
            if data != changed and _is_built_in(new):
                problem, was = self._problem(changed, new), self._problem(data, old)
                if was:
                    message = f"is not valid for Kubernetes {self.version}: {was}"
                    made.append(_result("warning", old, message))
                elif problem:
                    message = (
                        f"would not be valid for Kubernetes {self.version} any more: {problem}; "
                        "this is a mistake of set-proxy-env, please report it"
                    )
                    made.append(_result("error", new, message))
        return made

    def _problem(self, data: Any, resource: Resource) -> str:
        """What the schema has against an object; "" for nothing."""
        whole = {**data, "apiVersion": resource.api_version, "kind": resource.kind}
        try:
            self._module.validate(whole, self.version, strict=True)
        except self._module.ValidationError as error:
            path = ".".join(map(str, error.path))
            says = f"its schema says {said(error.message)}"
            return f"`{path}`: {says}" if path else says
        except self._module.SchemaNotFoundError:
            return f"it has no {resource.kind} of {resource.api_version}"
        return ""


def _is_built_in(resource: Resource) -> bool:
    row = BUILT_IN.get(resource.kind)
    return row is not None and resource.api_version in row[0]


def _result(severity: str, resource: Resource, message: str) -> Result:
    ref, file = resource.ref(), resource.file()
    return result(severity, message, resource=ref, file=file, tags={"rule": RULE})
