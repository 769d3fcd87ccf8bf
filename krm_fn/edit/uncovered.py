"""What a run cannot set, or was not asked to: env fields, and what others render.

Imported only for a list that has such objects.
"""

from __future__ import annotations

from krm_fn.results import MAX_SHOWN, result
from krm_fn.workloads import structure
from krm_fn.workloads.finders import CONTROL_PLANE, ENV, NODE, OPERAND, TEXT
from krm_fn.workloads.pod_paths import written
from krm_fn.workloads.resource import path_text, resources_in
from krm_fn.yaml.nodes import Mapping, Sequence, find, mapping, merged_entries, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.resource import Resource
    from krm_fn.yaml.nodes import Node

_HELM = "run the function as a post-renderer of Helm, or write the variables in the chart's values"
_ARGO_CD = "run the function in the source that they name, or as a plugin of Argo CD"
_FLUX = "run the function in the source that they name"
_TEKTON = "run the function where these Tasks and Pipelines are kept"
_CROSSPLANE = (
    "list the container `package-runtime` in `spec.deploymentTemplate.spec.template.spec.containers`, "
    "which is set then"
)

RENDERING = {
    ("helm.cattle.io", "HelmChart"): _HELM,
    ("helm.toolkit.fluxcd.io", "HelmRelease"): _HELM,
    ("kustomize.toolkit.fluxcd.io", "Kustomization"): _FLUX,
    ("argoproj.io", "Application"): _ARGO_CD,
    ("argoproj.io", "ApplicationSet"): _ARGO_CD,
    ("tekton.dev", "Pipeline"): _TEKTON,
    ("tekton.dev", "PipelineRun"): _TEKTON,
    ("tekton.dev", "TaskRun"): _TEKTON,
    ("pkg.crossplane.io", "DeploymentRuntimeConfig"): _CROSSPLANE,
}
"""Kinds whose pods, or some of them, stand elsewhere, and what to do to set these."""

_FIELDS = {
    ENV: "write `customResources.env: true` to set them",
    TEXT: "write `customResources.configMaps: true` to set them",
    CONTROL_PLANE: "pods of the control plane need no proxy, and one without a complete noProxy "
    "keeps them from each other; write there what they need",
    OPERAND: "the operator takes HTTP_PROXY, HTTPS_PROXY and NO_PROXY alone, and hands on its own; set "
    "its Subscription, or write these three there",
    NODE: "they become files on nodes, where nothing resolves $(NAME); write values without "
    "references to have them set",
}


def infos(configuration: Configuration, finder: Finder) -> list[Result]:
    """One info for each reason."""
    made = []
    sets_env = configuration.custom_resource("env")
    for kind_of_row, remedy in _FIELDS.items():
        kinds = finder.fields_left(kind_of_row)
        if kind_of_row == ENV and not sets_env:
            kinds = sorted(kinds + finder.fields_left(NODE))
        if kinds and (kind_of_row in (ENV, TEXT) or sets_env):
            count = "1 object" if len(kinds) == 1 else f"{len(kinds)} objects"
            what = "pod templates in texts" if kind_of_row == TEXT else "env fields"
            message = f"{what} of {count} are left alone ({_shown(kinds)}): {remedy}"
            made.append(result("info", message, tags={"rule": "env-fields"}))
    made += _by_themselves(finder)
    by_remedy: dict[str, list[str]] = {}
    for (group, kind), remedy in RENDERING.items():
        for each in _rendering(finder, group, kind):
            by_remedy.setdefault(remedy, []).append(f'{kind} "{each.name}"')
    for remedy, objects in by_remedy.items():
        message = f"what is rendered or run by {_shown(objects)} is not covered: {remedy}"
        made.append(result("info", message, tags={"rule": "rendered"}))
    return made


def _by_themselves(finder: Finder) -> list[Result]:
    """An info on each kind that nothing is known of whose objects seem to hold a single container."""
    made = []
    for item in finder.unknown.values():
        for resource in resources_in(finder.inventory.read(item, item.root), item):
            path = structure.single_container(resource.root)
            if path is None:
                continue
            steps = (*resource.steps, *path)
            message = (
                f"left alone: `{path_text(steps)}` looks like a container; name "
                f"`{written(path)}` in `podPaths` to have it set"
            )
            ref, file, tags = resource.ref(), resource.file(), {"rule": "single-container"}
            field = path_text(steps)
            made.append(result("info", message, resource=ref, field=field, file=file, tags=tags))
    return made


def _shown(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(names))
    more = len(different) - MAX_SHOWN
    return ", ".join(different[:MAX_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _rendering(finder: Finder, group: str, kind: str) -> list[Resource]:
    """The objects of a kind whose pods stand elsewhere."""
    if not any(item.kind == kind for item in finder.inventory.items):
        return []
    found, remedy = finder.inventory.resources(kind, group), RENDERING[group, kind]
    if remedy == _TEKTON:
        return [each for each in found if _is_remote(each.root)]
    if remedy == _CROSSPLANE:
        return [each for each in found if not finder.pods(each)]
    return found


def _is_remote(node: Node | None, depth: int = 0) -> bool:
    """Whether a Tekton object refers to a Task or a Pipeline that is kept elsewhere."""
    if isinstance(node, Sequence):
        return depth < 12 and any(_is_remote(item, depth + 1) for item in node.items)
    if not isinstance(node, Mapping) or depth >= 12:
        return False
    for key, value in merged_entries(node):
        reference = mapping(value) if text_of(key) in ("taskRef", "pipelineRef") else None
        if reference is not None:
            if any(find(reference, name) is not None for name in ("resolver", "bundle")):
                return True
        elif _is_remote(value, depth + 1):
            return True
    return False
