"""The pods of an object that are looked at, and what is told of those that are left alone."""

from __future__ import annotations

from krm_fn.edit import whole_run
from krm_fn.errors import Refused
from krm_fn.shown import printable
from krm_fn.workloads.finders import CRD, STRUCTURE
from krm_fn.workloads.kubernetes_own import is_misplaced
from krm_fn.workloads.resource import path_text
from krm_fn.yaml.nodes import find, mapping, sequence, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.edit.outcome import PlannedWorkload
    from krm_fn.edit.task import Task
    from krm_fn.environment.env_plan import Variable
    from krm_fn.workloads.built_in import Container, Pod
    from krm_fn.workloads.exceptions import Row
    from krm_fn.workloads.opt_out import Word
    from krm_fn.workloads.resource import Resource

IMAGE_TRIGGERS = "image.openshift.io/triggers"


def pods_of(edit: PlannedWorkload, task: Task) -> list[Pod]:
    """The pods to look at: none of an object that isn't selected, is but a part of one, or only
    describes others.
    """
    resource, saw = edit.resource, edit.outcome.saw
    for index, leads in task.finder.paths_meant(resource) if task.finder.pod_paths else ():
        saw(whole_run.PATH_MEANT, str(index))
        if leads:
            saw(whole_run.PATH_LED, str(index))
    selected = _is_selected(edit, task)
    if not (selected or task.literals):
        return []
    pods = task.finder.pods(resource)
    if task.literals:
        names = {container.name for pod in pods for container in pod.containers}
        for name in names & task.literals:
            saw(whole_run.CONTAINER, name)
    if selected and not pods:
        _tell_without_pods(edit, task)
    return _workloads(edit, pods) if selected and pods else []


def word_for(
    edit: PlannedWorkload, pod: Pod, pods: list[Pod], task: Task, said: bool
) -> Word | None:
    """What annotations say about one of a workload's pods. One that cannot be read is told, and
    leaves the pod as it is; where something is removed, it counts as an opt-out.
    """
    try:
        word = task.word(edit.resource, pod, said)
        if word is not None and word.names:
            word.check_names(edit.resource, pods)
    except Refused as unread:
        if not task.configuration.remove:
            edit.outcome.results += unread.results
        from krm_fn.workloads import opt_out

        return opt_out.Word("", disabled=True)
    return word


def _tell_without_pods(edit: PlannedWorkload, task: Task) -> None:
    """Note or tell why an object has no pods, where it looks as if it should have some."""
    resource = edit.resource
    if is_misplaced(resource.api_version, resource.kind):
        edit.outcome.saw(whole_run.MISPLACED, f"{resource.kind} {resource.api_version}")
    elif resource.kind and not resource.api_version:
        _tell_without_version(edit)
    for path in task.finder.single_containers(resource):
        message = (
            f"left alone: `{path.replace('/', '.')}` is a container by itself, by its "
            f"CustomResourceDefinition; name `{path}` in `podPaths` to have it set"
        )
        tags = {"found": CRD, "rule": "single-container"}
        made = edit.result("warning", message, path.replace("/", "."), tags)
        edit.outcome.results.append(made)


def _tell_without_version(edit: PlannedWorkload) -> None:
    """A warning about an object without `apiVersion`, unless it is none of Kubernetes."""
    keys = [text_of(key) or "" for key, _ in edit.resource.root.entries]
    near = next((key for key in keys if key.lower().replace("_", "") == "apiversion"), None)
    if near is None and edit.resource.metadata is None:
        return
    got = f'got "{near}"' if near else "got none"
    message = f"left alone: a {printable(edit.resource.kind)} must have an `apiVersion`, {got}"
    made = edit.result("warning", message, "apiVersion", {"rule": "no-api-version"})
    edit.outcome.results.append(made)


def _is_selected(edit: PlannedWorkload, task: Task) -> bool:
    """Whether an object is one to set; which selectors match it is noted."""
    selection, saw = task.selection, edit.outcome.saw
    if selection.selectors is None and selection.exclude is None:
        return True
    matching, excluding = selection.matching(edit.resource)
    for field, indexes in (("selectors", matching), ("exclude", excluding)):
        for index in indexes:
            saw(field, str(index))
    selected = bool(matching or selection.selectors is None) and not excluding
    edit.outcome.counts.unselected += not selected
    saw(whole_run.SELECTED if selected else whole_run.UNSELECTED)
    return selected


def why_left(service: str | None, word: Word | None) -> str:
    """Why none of a pod is set; "" where some of it is."""
    if service:
        return f"it is the proxy itself: the Service {service} selects its pods"
    return f"the annotation `{word.place}` says so" if word and word.disabled else ""


def but_exceptions(
    exceptions: list[Row], container: Container, variables: tuple[Variable, ...]
) -> tuple[Variable, ...]:
    """Those of the variables that are not meant to differ in a container."""
    if not exceptions:
        return variables
    rows = [row for row in exceptions if row.holds_for(container)]
    if not rows:
        return variables
    return tuple(
        each for each in variables if not any(row.names(each.lower.lower()) for row in rows)
    )


def wanted(
    exceptions: list[Row], container: Container, pod: Pod, task: Task
) -> tuple[Variable, ...]:
    """The variables that a container must have."""
    return but_exceptions(exceptions, container, task.wanted(container, pod))


def for_bundle(
    chosen: list[tuple[Container, bool]], exceptions: list[Row], task: Task
) -> list[tuple[Container, bool]]:
    """Containers, each with whether it must not be set, for a CA bundle: one in which all of the
    bundle's variables are meant to differ needs none.
    """
    variables = task.additions.of_bundle if exceptions and task.additions else ()
    if not variables:
        return chosen
    return [
        (container, forbidden or not but_exceptions(exceptions, container, variables))
        for container, forbidden in chosen
    ]


def tell_nameless(edit: PlannedWorkload, path: str) -> None:
    """A warning about a container without a name."""
    made = edit.result("warning", f"`{path}` has no `name`", path, {"rule": "shape"})
    edit.outcome.results.append(made)


def exceptions_for(edit: PlannedWorkload, pod: Pod, task: Task, said: bool) -> list[Row]:
    """The exceptions for a pod; `said`: whether its item could have an annotation with some."""
    if not (said or task.exceptions):
        return []
    from krm_fn.workloads import exceptions

    rows = exceptions.holding(task.exceptions, edit.resource)
    edit.outcome.saw(whole_run.SELECTED)
    for row in rows:
        if any(map(row.holds_for, pod.containers)):
            edit.outcome.saw("exceptions", str(row.index))
    named = exceptions.annotated(pod) if said else []
    for name in exceptions.unknown(named, task.names) if named and task.variables else ():
        message = (
            f"the annotation `{exceptions.ANNOTATION}` must name variables that are set, such as "
            f'http_proxy or app/http_proxy, got "{printable(name)}"'
        )
        path = f"metadata.annotations[{exceptions.ANNOTATION}]"
        edit.outcome.results.append(edit.result("warning", message, path, {"rule": "exception"}))
    return rows + named


def tell_unread(edit: PlannedWorkload, pods: list[Pod], said: bool) -> None:
    """Warnings about labels and annotations that look like ours, and that nobody reads; `said`:
    whether the item could have some.
    """
    if not said:
        return
    from krm_fn.workloads import unread

    nodes = {id(node): node for pod in pods for node in pod.way}
    told = dict(pair for node in nodes.values() for pair in unread.found(node))
    for path, message in told.items():
        made = edit.result("warning", message, path, {"rule": "unread-opt-out"})
        edit.outcome.results.append(made)


def tell_why(edit: PlannedWorkload, reason: str) -> None:
    """An info on why a workload is left alone."""
    message, tags = f"left alone: {reason}", {"rule": "left-alone"}
    edit.outcome.results.append(edit.result("info", message, "metadata", tags))


def tell_left(edit: PlannedWorkload, pods: list[Pod]) -> None:
    """Note what bears on why `remove` found nothing: other records, and proxy variables."""
    recorded = edit.annotation.records.configurations if edit.annotation is not None else ()
    for name in recorded:
        edit.outcome.saw(whole_run.RECORDED_BY, name)
    names = (name for pod in pods for container in pod.containers for name in _names(container))
    if not recorded and any(name.lower() in whole_run.PROXY_NAMES for name in names):
        edit.outcome.saw(whole_run.HAS_VARIABLES)


def _names(container: Container) -> list[str]:
    """The names of a container's variables."""
    env = sequence(find(container.node, container.env_key))
    return [text_of(find(mapping(each), "name")) or "" for each in env.items] if env else []


def _workloads(edit: PlannedWorkload, pods: list[Pod]) -> list[Pod]:
    """Those of an object's pods that run as they stand there."""
    described = [pod for pod in pods if pod.sign]
    if described:
        _tell_described(edit, described[0])
        pods = [pod for pod in pods if not pod.sign]
    if not pods:
        return []
    if pods[0].found == STRUCTURE:
        edit.outcome.saw(whole_run.UNDEFINED, f"{edit.resource.api_version}/{edit.resource.kind}")
        return _complete(edit, pods)
    if all(pod.is_partial for pod in pods) and not _gets_images(edit.resource):
        _tell_partial(edit, pods[0])
        return []
    return pods


def _gets_images(resource: Resource) -> bool:
    """Whether OpenShift fills in the images of an object, which so is whole without them."""
    if resource.annotation(IMAGE_TRIGGERS) is not None:
        return True
    if resource.group != "apps.openshift.io":
        return False
    triggers = sequence(find(mapping(find(resource.root, "spec")), "triggers"))
    members = map(mapping, triggers.items if triggers is not None else ())
    return any(text_of(find(member, "type")) == "ImageChange" for member in members)


def _complete(edit: PlannedWorkload, pods: list[Pod]) -> list[Pod]:
    """Of pods found by structure those with an image; a warning for each other one."""
    complete = []
    for pod in pods:
        if pod.is_partial:
            path = path_text(pod.steps)
            message = (
                f"left alone: `{path}` looks like a pod spec, but no container in it has an "
                "`image`; name it in `podPaths` to have it set"
            )
            tags = {"found": STRUCTURE, "rule": "partial"}
            edit.outcome.results.append(edit.result("warning", message, path, tags))
        else:
            complete.append(pod)
    return complete


def _tell_described(edit: PlannedWorkload, pod: Pod) -> None:
    from krm_fn.workloads.pod_paths import written

    steps = pod.steps or pod.containers[0].steps[:-1]
    message = (
        f"left alone: {pod.sign} tells of a policy, a report or a patch, which only describes "
        f"pods of others; name `{written(steps[len(edit.resource.steps) :])}` in `podPaths` to have "
        "it set"
    )
    tags = {"found": pod.found, "rule": "described"}
    edit.outcome.results.append(edit.result("info", message, path_text(steps), tags))


def _tell_partial(edit: PlannedWorkload, pod: Pod) -> None:
    path = pod.containers[0].path
    message = (
        "left alone: no container has an `image`, so this is a patch; "
        "set the variables in the workload that it is for"
    )
    edit.outcome.results.append(edit.result("info", message, path, {"rule": "partial"}))
