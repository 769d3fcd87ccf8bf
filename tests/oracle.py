"""What the function must answer, worked out a second time and naively.

Nothing here is shared with the function. A document is read into plain trees (aliases and
merges expanded, every scalar kept as written), the variables are set on the tree, and the
result is compared with the tree of what the function wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import oracle_custom as custom
import oracle_texts as texts
import yaml

Tree = Any  # a Scalar, a dict of text to Tree, or a list of Trees

POD = ("spec",)
TEMPLATE = ("spec", "template", "spec")

# (apiVersions, kind) and the way to the pod spec: Kubernetes' own API, written from its documentation.
POD_SPECS: dict[tuple[str, str], tuple[str, ...]] = {
    (version, kind): path
    for kind, versions, path in (
        ("Pod", "v1", POD),
        ("PodTemplate", "v1", ("template", "spec")),
        ("ReplicationController", "v1", TEMPLATE),
        ("Deployment", "apps/v1 apps/v1beta1 apps/v1beta2 extensions/v1beta1", TEMPLATE),
        ("StatefulSet", "apps/v1 apps/v1beta1 apps/v1beta2", TEMPLATE),
        ("DaemonSet", "apps/v1 apps/v1beta2 extensions/v1beta1", TEMPLATE),
        ("ReplicaSet", "apps/v1 apps/v1beta2 extensions/v1beta1", TEMPLATE),
        ("Job", "batch/v1", TEMPLATE),
        ("CronJob", "batch/v1 batch/v1beta1 batch/v2alpha1", ("spec", "jobTemplate", *TEMPLATE)),
        ("JobTemplate", "batch/v1beta1 batch/v2alpha1", ("template", *TEMPLATE)),
    )
    for version in versions.split()
}

NAMES = (
    ("httpProxy", "http_proxy"),
    ("httpsProxy", "https_proxy"),
    ("noProxy", "no_proxy"),
    ("allProxy", "all_proxy"),
)

RECORD = "krm-fn.dev/set-proxy-env-recorded"
OUR_NAMES = frozenset(name for _, name in NAMES)


class Scalar(NamedTuple):
    """A scalar as written: `kind` is "plain", "text" (quoted or block) or an explicit tag.

    The names of our variables are always "text": JSON and flow style quote them, block style does not.
    """

    kind: str
    text: str


class DiffersError(Exception):
    """`existing: error` met a value of the author's that is not the configured one."""


# --- reading -------------------------------------------------------------------------------


def documents(text: bytes) -> list[Tree]:
    """Every document of a YAML or JSON stream as a tree."""
    events = iter(yaml.parse(text, Loader=yaml.CBaseLoader))
    return [
        _tree(next(events), events, {})
        for event in events
        if isinstance(event, yaml.DocumentStartEvent)
    ]


def _tree(event: Any, events: Iterator[yaml.Event], anchors: dict[str, Tree]) -> Tree:
    if isinstance(event, yaml.AliasEvent):
        return anchors[str(event.anchor)]
    made: Tree
    if isinstance(event, yaml.ScalarEvent):
        made = _scalar(event)
    elif isinstance(event, yaml.SequenceStartEvent):
        made = []
        while not isinstance(member := next(events), yaml.SequenceEndEvent):
            made.append(_tree(member, events, anchors))
    else:
        made = _mapping(events, anchors)
    if event.anchor:
        anchors[event.anchor] = made
    return made


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    if event.implicit[0] and event.value.lower() not in OUR_NAMES:
        return Scalar("plain", event.value)
    if event.implicit[0] or event.implicit[1]:
        return Scalar("text", event.value)
    return Scalar(str(event.tag), event.value)


def _mapping(events: Iterator[yaml.Event], anchors: dict[str, Tree]) -> dict[str, Tree]:
    own: dict[str, Tree] = {}
    merged: list[dict[str, Tree]] = []
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _tree(event, events, anchors)
        value = _tree(next(events), events, anchors)
        if key in (Scalar("plain", "<<"), Scalar("tag:yaml.org,2002:merge", "<<")):
            merged += value if isinstance(value, list) else [value]
        else:
            own[key.text if isinstance(key, Scalar) else repr(key)] = value
    for base in merged:
        own = {**{key: value for key, value in base.items() if key not in own}, **own}
    return own


def is_null(tree: Tree) -> bool:
    """Whether this is YAML's null: absent, empty, `~` or one of the spellings of `null`."""
    return tree is None or (
        isinstance(tree, Scalar)
        and tree.kind == "plain"
        and tree.text in ("", "~", "null", "Null", "NULL")
    )


def text_of(tree: Tree) -> str:
    return tree.text if isinstance(tree, Scalar) and not is_null(tree) else ""


# --- the plan, applied naively -------------------------------------------------------------


class Settings(NamedTuple):
    """The configuration a run is judged by: field names to values, the mode, and which classes of
    the table of known kinds are set."""

    fields: dict[str, str]
    existing: str = "merge"
    classes: tuple[str, ...] = ("template", "overlay")


def settings_of(config: Tree) -> Settings:
    """The settings in a functionConfig of any of the four forms."""
    spec = config.get("spec", config)
    fields = config.get("data") or spec.get("httpProxyEnvs", spec)
    texts = {
        key: ",".join(text_of(one) for one in value) if isinstance(value, list) else text_of(value)
        for key, value in fields.items()
        if isinstance(value, (Scalar, list))
    }
    wanted = NAMES if texts.get("remove") != "true" else ()
    custom = fields.get("customResources", {})
    names = ("env", "embedded", "configMaps")
    optional = [name for name in names if text_of(custom.get(name)) == "true"]
    return Settings(
        {key: texts[key] for key, _ in wanted if texts.get(key)},
        texts.get("existing", "merge"),
        ("template", "overlay", *optional),
    )


def escaped(value: str) -> str:
    """A value for which the kubelet's expansion gives this one: `$` doubled, references kept."""
    return re.sub(r"\$\([^)]*\)|\$", lambda found: found[0] if len(found[0]) > 1 else "$$", value)


def applied(item: Tree, settings: Settings, inherited: tuple[str, str] = ("", "")) -> Tree:
    """An item, a List or a ResourceList with the variables set wherever they belong."""
    if not isinstance(item, dict):
        return item
    api_version = text_of(item.get("apiVersion")) or inherited[0]
    kind = text_of(item.get("kind")) or inherited[1]
    if isinstance(item.get("items"), list) and kind.endswith("List"):
        member = (api_version, kind.removesuffix("List"))
        return {**item, "items": [applied(one, settings, member) for one in item["items"]]}
    path = POD_SPECS.get((api_version, kind))
    if _is_local(item):
        return item
    if path is None:
        if "configMaps" in settings.classes:
            item = texts.applied(item, kind, settings)
        return custom.applied(item, api_version, kind, settings)
    return _at(item, path, settings)


def _is_local(item: dict[str, Tree]) -> bool:
    metadata = item.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    if not isinstance(annotations, dict):
        return False
    return text_of(annotations.get("config.kubernetes.io/local-config")) == "true"


def _at(tree: Tree, path: tuple[str, ...], settings: Settings) -> Tree:
    if not isinstance(tree, dict):
        return tree
    if not path:
        return _pod(tree, settings)
    if path[0] not in tree:
        return tree
    return {**tree, path[0]: _at(tree[path[0]], path[1:], settings)}


def _pod(spec: dict[str, Tree], settings: Settings) -> dict[str, Tree]:
    lists = [key for key in ("initContainers", "containers") if isinstance(spec.get(key), list)]
    containers = [one for key in lists for one in spec[key] if isinstance(one, dict)]
    if not any("image" in one for one in containers):
        return spec
    os = spec.get("os")
    windows = isinstance(os, dict) and text_of(os.get("name")) == "windows"
    changed = {key: [with_variables(one, settings, windows) for one in spec[key]] for key in lists}
    return {**spec, **changed}


def with_variables(container: Tree, settings: Settings, windows: bool = False) -> Tree:
    """A container with the variables set."""
    if not isinstance(container, dict):
        return container
    env = [] if is_null(container.get("env")) else list(container["env"])
    for field, lower in NAMES:
        if field in settings.fields:
            value = escaped(settings.fields[field])
            _set_variable(env, lower, value, settings.existing, windows)
    return {**container, "env": env} if env else container


def _set_variable(env: list[Tree], lower: str, value: str, existing: str, windows: bool) -> None:
    spellings = (lower.upper(),) if windows else (lower, lower.upper())
    authors: dict[str, int] = {}
    for index, entry in enumerate(env):
        name = text_of(entry.get("name")) if isinstance(entry, dict) else ""
        if name in spellings or (windows and name.upper() in spellings):
            if name in authors and existing != "error":
                existing = "keep"  # duplicates are left as they are; the last one counts
            authors[name] = index
    for index in authors.values():
        env[index] = _answered(env[index], lower, value, existing)
    if windows and authors:
        return
    for name in [name for name in spellings if name not in authors]:
        if authors and existing != "replace":
            env.append(_copied(env[min(authors.values())], name))
        else:
            env.append({"name": Scalar("text", name), "value": Scalar("text", value)})


def _answered(entry: dict[str, Tree], lower: str, value: str, existing: str) -> dict[str, Tree]:
    """The author's own entry as it must come out."""
    literal = None if "valueFrom" in entry else text_of(entry.get("value"))
    if existing == "keep" or literal == value:
        return entry
    if existing == "error":
        raise DiffersError(lower)
    if existing == "merge":
        if lower != "no_proxy" or literal in (None, "", "*"):
            return entry
        value = merged(literal or "", value)
        if value == literal:
            return entry
    rest = {key: one for key, one in entry.items() if key not in ("value", "valueFrom")}
    return {**rest, "value": Scalar("text", value)}


def merged(authors: str, ours: str) -> str:
    """The author's list with the items it lacks after its own, in our order."""
    has = [one.strip() for one in authors.split(",")]
    missing = [one for one in ours.split(",") if one not in has]
    return ",".join([authors, *missing])


def _copied(entry: dict[str, Tree], name: str) -> dict[str, Tree]:
    if "valueFrom" in entry:
        return {"name": Scalar("text", name), "valueFrom": entry["valueFrom"]}
    return {
        "name": Scalar("text", name),
        "value": Scalar("text", text_of(entry.get("value"))),
    }


# --- comparing -----------------------------------------------------------------------------


def without_results(tree: Tree) -> Tree:
    if not isinstance(tree, dict):
        return tree
    return {key: value for key, value in tree.items() if key != "results"}


def expected(text: bytes, settings: Settings) -> list[Tree]:
    """What the documents of this input must be in the output, `results` left out; texts that are
    YAML are compared as what they say where variables may be set in them.
    """
    read = texts.opened if "configMaps" in settings.classes else lambda tree: tree
    return [without_results(applied(read(one), settings)) for one in documents(text)]


def answered(text: bytes, settings: Settings | None = None) -> list[Tree]:
    """What the documents of this output are, `results` and what was recorded left out."""
    opens = settings is not None and "configMaps" in settings.classes
    read = texts.opened if opens else lambda tree: tree
    return [read(without_record(without_results(one))) for one in documents(text)]


def without_record(tree: Tree) -> Tree:
    """The tree without the annotation in which the function records what it set."""
    if isinstance(tree, list):
        return [without_record(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    kept = {key: without_record(one) for key, one in tree.items() if key != RECORD}
    if kept.get("annotations") == {} != tree["annotations"]:
        del kept["annotations"]
    return kept


def added(before: Sequence[Any], after: Sequence[Any]) -> list[Any] | None:
    """What has to be taken out of `after` to get `before`; None where that cannot be had."""
    extra = []
    rest = iter(before)
    due = next(rest, None)
    for one in after:
        if due is not None and one == due:
            due = next(rest, None)
        else:
            extra.append(one)
    return extra if due is None else None


OURS = re.compile(
    rb"\s*(env:|(- +)?(name: (http|https|no|all|HTTP|HTTPS|NO|ALL)_(proxy|PROXY)|value: \".*\"))\s*"
)


def only_our_lines_were_added(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` and whole lines of `env` entries (block style)."""
    extra = added(before.splitlines(), after.splitlines())
    return extra is not None and all(OURS.fullmatch(line) for line in extra)
