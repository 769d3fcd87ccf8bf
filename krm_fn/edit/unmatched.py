"""What a configuration names that leads to nothing in the list. Imported only where it names
something.

A warning is told where it is a mistake in any list, or where nothing at all is set for it. One
configuration may serve many lists, and a selector without an object in one of them is an info.
"""

from __future__ import annotations

from krm_fn.edit.whole_run import CONTAINER, PATH_LED, PATH_MEANT, SELECTED, UNSELECTED
from krm_fn.results import MAX_SHOWN, result
from krm_fn.shown import printable
from krm_fn.workloads.selectors import is_glob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.config.function_config import Configuration
    from krm_fn.edit.whole_run import Seen
    from krm_fn.results import Result
    from krm_fn.workloads.finders import Finder
    from krm_fn.workloads.inventory import Inventory
    from krm_fn.workloads.selection import Selection

_NEAR_NAME = 0.6
_FIELDS = ("selectors", "exclude", "exceptions")


def warnings(
    seen: Seen, configuration: Configuration, selection: Selection, finder: Finder
) -> list[Result]:
    """Kinds that are misspelled, containers and paths that are not there, and selectors that leave
    out everything."""
    made = _misspelled(configuration, finder.inventory)
    of_paths = configuration.field("podPaths")
    explained = any(not each["field"]["path"].startswith(of_paths) for each in made)
    if (UNSELECTED, "") in seen and (SELECTED, "") not in seen and not explained:
        made.append(_selects_nothing(seen[UNSELECTED, ""], configuration))
    for field, name in selection.literals:
        if (CONTAINER, name) not in seen:
            made.append(_no_container(field, name, configuration, finder.inventory))
    for index, path in enumerate(finder.pod_paths):
        if (PATH_MEANT, str(index)) in seen and (PATH_LED, str(index)) not in seen:
            problem = (
                f'"{path.path}" must lead to a pod template, a pod spec, containers or an env list, '
                "and it leads to none in any object of its kind"
            )
            made.append(_about(configuration, "podPaths", f"[{index}].path", problem, "path"))
    return made


def infos(seen: Seen, configuration: Configuration) -> list[Result]:
    """An info on the selectors and the exceptions that match nothing, where others do."""
    unmatched = [
        f"`{configuration.field(field)}[{index}]`"
        for field in _FIELDS
        for index, each in enumerate(_given(configuration, field))
        if (each or field == "exceptions") and (field, str(index)) not in seen
    ]
    if not unmatched or (SELECTED, "") not in seen:
        return []
    more = len(unmatched) - MAX_SHOWN
    shown = ", ".join(unmatched[:MAX_SHOWN]) + (f" and {more} more" if more > 0 else "")
    verb = "matches" if len(unmatched) == 1 else "match"
    message = f"{shown} {verb} nothing in the list"
    return [result("info", message, tags={"rule": "unmatched-selector"})]


def _given(configuration: Configuration, field: str) -> list[dict[str, str]]:
    """The selectors of a field; those of an exception are a part of it."""
    given = getattr(configuration, field)
    return [each.get("selector") or {} for each in given] if field == "exceptions" else [*given]


def _misspelled(configuration: Configuration, inventory: Inventory) -> list[Result]:
    fields = [*((name, "") for name in _FIELDS[:2]), ("exceptions", ".selector")]
    kinds = [
        (field, f"[{index}]{part}.kind", each.get("kind") or "")
        for field, part in fields
        for index, each in enumerate(_given(configuration, field))
    ]
    kinds += [
        ("podPaths", f"[{index}].kind", each.get("kind") or "")
        for index, each in enumerate(configuration.pod_paths)
    ]
    present = {"", *(item.kind for item in inventory.items)}
    doubtful = [row for row in kinds if row[2] not in present and not is_glob(row[2])]
    if not doubtful:
        return []
    from krm_fn.workloads.spelling import Kinds

    known = Kinds(inventory)
    made = []
    for field, place, kind in doubtful:
        meant = known.meant(kind)
        if meant is not None:
            problem = f'"{printable(kind)}" is no kind that is known or in the list: did you mean "{meant}"?'
            made.append(_about(configuration, field, place, problem, "unknown-kind"))
    return made


def _selects_nothing(count: int, configuration: Configuration) -> Result:
    field = "selectors" if configuration.selectors else "exclude"
    objects = "the only object" if count == 1 else f"all {count} objects"
    problem = (
        f"must leave something to set, and leaves out {objects} that could be; correct it, or write "
        "`checks.ignore: [selects-nothing]` where one configuration serves many lists"
    )
    return _about(configuration, field, "", problem, "selects-nothing")


def _no_container(
    field: str, name: str, configuration: Configuration, inventory: Inventory
) -> Result:
    from krm_fn.workloads.spelling import nearest

    kinds = {item.kind for item in inventory.items}
    near = nearest(name, set().union(*map(inventory.names_in, kinds)), _NEAR_NAME)
    hint = f'; did you mean "{near}"?' if near else "; correct it or take it out"
    problem = f'names "{name}", and no workload has a container of that name{hint}'
    made = _about(configuration, "containers", f".{field}", problem, "unmatched")
    made["tags"] = {"container": name, **made["tags"]}
    return made


def _about(configuration: Configuration, field: str, place: str, problem: str, rule: str) -> Result:
    path = configuration.field(field) + place
    message, tags = f"`{path}` {problem}", {"rule": rule}
    resource, file = configuration.reference, configuration.file
    return result("warning", message, resource=resource, field=path, file=file, tags=tags)
