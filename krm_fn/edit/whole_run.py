"""What can be told only when all items have been looked into, wherever that happened.

Each part of a run counts what it saw, as (rule, what) pairs; of the sum come warnings and infos.
"""

from __future__ import annotations

from krm_fn import late_re as re
from krm_fn.results import MAX_SHOWN, about, result
from krm_fn.shown import printable
from krm_fn.workloads.built_in import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from krm_fn.config.function_config import Configuration
    from krm_fn.results import Result
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.proxy_service import ProxyServices

    Seen: TypeAlias = dict[tuple[str, str], int]

SELECTED, UNSELECTED = "selected", "unselected"
"""An object that could be set is selected, or is not."""
CONTAINER = "container"
"""A container of this name is in the list, among those that the configuration names."""
PATH_MEANT = "path-meant"
"""There is an object of the kind that a configured path, by its index, is for."""
PATH_LED = "path-led"
"""A configured path led to something."""
NAMESPACED = "namespaced"
"""A workload in a namespace was set, or left alone for want of an "enabled"."""
SET = "set"
"""Variables were set somewhere."""
RECORDED_BY = "recorded-by"
"""A workload from which nothing is removed has a record of the configuration of this name."""
HAS_VARIABLES = "has-variables"
"""A workload from which nothing is removed has proxy variables."""
PROXY_NAMES = frozenset(("http_proxy", "https_proxy", "no_proxy", "all_proxy"))
UNDEFINED = "undefined"
"""A kind of which nothing but its structure is known."""
IGNORING = "ignoring"
"""A container gets the variables whose image is of a program that ignores them."""
ENV_FROM = "env-from"
"""An object, as KIND NAMESPACE/NAME, that a container takes variables from and the list hasn't."""
MISPLACED = "misplaced"
"""An object of a kind of Kubernetes' own, as KIND APIVERSION, in a version that doesn't have it."""

RENDERERS = frozenset(
    (
        "Application",
        "ApplicationSet",
        "DeploymentRuntimeConfig",
        "HelmChart",
        "HelmRelease",
        "Kustomization",
        "Pipeline",
        "PipelineRun",
        "TaskRun",
    )
)
"""Kinds, of whatever group, that krm_fn.edit.uncovered may have something to tell of."""


ANNOTATION = b"krm-fn.dev/set-proxy-env"
"""The annotation by which authors opt out or in; others begin with it."""


def add(total: Seen, more: Seen) -> None:
    """Add what was seen in a part."""
    for what, count in more.items():
        total[what] = total.get(what, 0) + count


def have_words(inventory: Inventory) -> bool:
    """Whether a Namespace may have labels or annotations that look like ours."""
    return any(
        inventory.mentions(item, word)
        for item in inventory.items_of("Namespace")
        for word in ("set-proxy-env", "krm-fn.")
    )


def nothing_removed(seen: Seen, configuration: Configuration) -> list[Result]:
    """A warning that says why `remove` took nothing out, where there is something left."""
    names = sorted(what for rule, what in seen if rule == RECORDED_BY)
    count = seen.get((HAS_VARIABLES, ""), 0)
    if (SET, "") in seen or configuration.name in names or not (count or names):
        return []
    shown = printable(configuration.name)
    message = (
        f'`{configuration.field("remove")}` took out nothing: no workload has a record of "{shown}"'
    )
    if names:
        others = ", ".join(f'"{printable(name)}"' for name in names)
        message += f"; there are records of {others}: `metadata.name` must be as when they were set"
    if count:
        have = "1 workload has" if count == 1 else f"{count} workloads have"
        message += f"; {have} proxy variables without one, "
        if configuration.given or configuration.no_proxy:
            message += (
                "and with other values than this configuration: write those, or name URLs in "
            )
            message += "`from`"
        else:
            message += (
                "which come out when this configuration has their values: write `httpProxy`, "
            )
            message += "`httpsProxy` and `noProxy` as they were set"
    return [about(configuration, "warning", "removed-nothing", message, "remove")]


def infos(
    seen: Seen, configuration: Configuration, finder: Finder, proxy: ProxyServices
) -> list[Result]:
    """Rules that could not be followed, since the list has no object of a kind they need."""
    made = []
    inventory = finder.inventory
    if any(rule == NAMESPACED for rule, _ in seen) and _may_speak(configuration, inventory):
        what = "opt-out" if configuration.mode == "optOut" else '"enabled"'
        made.append(_hidden("Namespace", f"an {what} on one is not seen"))
    host = proxy.cluster_host()
    if host is not None and (SET, "") in seen:
        made.append(_hidden("Service", f"the workload behind {host} is not recognised"))
    kinds = sorted(what for rule, what in seen if rule == UNDEFINED)
    if kinds and not inventory.has_kind("CustomResourceDefinition"):
        message = f"containers are looked for by structure in {', '.join(kinds)}"
        made.append(_hidden("CustomResourceDefinition", message))
    made += _absent_sources(seen) + misplaced(seen)
    if not configuration.remove and (finder.field_rows or finder.unknown or _renders(inventory)):
        from krm_fn.edit import uncovered

        made += uncovered.infos(configuration, finder)
    if not configuration.remove and any(map(finder.may_have_texts, inventory.items)):
        from krm_fn.edit import config_maps

        made += config_maps.infos(finder)
    return made


def _may_speak(configuration: Configuration, inventory: Inventory) -> bool:
    """Whether a Namespace that is not in the list may say something that counts: where nothing is
    set without a word, or annotations are in use.
    """
    if inventory.has_kind("Namespace"):
        return False
    if configuration.mode == "optIn":
        return True
    if ANNOTATION not in inventory.data:
        return False
    as_key = rb"""%b["']?[ \t]*:""" % re.escape(ANNOTATION)
    return re.search(as_key, inventory.data) is not None


def _renders(inventory: Inventory) -> bool:
    """Whether an object's kind may stand for what is rendered from elsewhere."""
    return any(item.kind in RENDERERS for item in inventory.items)


def _absent_sources(seen: Seen) -> list[Result]:
    """One info on the objects that variables come from by `envFrom` and that cannot be looked into."""
    absent = [what.partition(" ") for rule, what in sorted(seen) if rule == ENV_FROM]
    if not absent:
        return []
    shown = [f'the {kind} "{name}"' for kind, _, name in absent[:MAX_SHOWN]]
    if len(absent) > MAX_SHOWN:
        shown.append(f"{len(absent) - MAX_SHOWN} more")
    message = (
        f"containers take variables by `envFrom` from {', '.join(shown)}, not in the list: proxy "
        "variables that come from there give way to those that are set"
    )
    return [result("info", message, tags={"rule": ENV_FROM})]


def misplaced(seen: Seen) -> list[Result]:
    """Infos on Kubernetes' own kinds in versions that never had them, one for each."""
    made = []
    for (rule, what), count in sorted(seen.items()):
        if rule == MISPLACED:
            kind, _, api_version = what.partition(" ")
            *others, last = BUILT_IN[kind][0]
            due = f"{', '.join(others)} or {last}" if others else last
            objects = f"{count} objects" if count > 1 else "1 object"
            message = (
                f"left alone: the `apiVersion` of a {kind} must be {due}, "
                f'got "{api_version}" in {objects}'
            )
            made.append(result("info", message, tags={"rule": MISPLACED}))
    return made


def _hidden(kind: str, message: str) -> Result:
    """An info on a rule that needed a kind; a Kptfile's selectors hide what they don't select."""
    message = f"the list has no {kind}: {message}; selectors in a Kptfile may hide it"
    return result("info", message, tags={"rule": "hidden"})
