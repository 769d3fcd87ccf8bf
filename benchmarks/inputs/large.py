"""Single objects that are large, each in a ResourceList."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.inputs.configurations import DEFAULT
from benchmarks.inputs.generate import MB, resource_list, yaml_item
from benchmarks.inputs.workloads import workload


def config_map(size: int) -> str:
    """One ConfigMap of about `size` bytes: a single file, which is manifests in a block scalar."""
    lines = (
        f"    {line}" for text in _workloads(size, 6) for line in text.splitlines(keepends=True)
    )
    head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large\ndata:\n  all.yaml: |\n"
    return resource_list([yaml_item(head + "".join(lines))], DEFAULT)


def nested_list(size: int) -> str:
    """One `v1` List of about `size` bytes, with workloads as its items."""
    text = "apiVersion: v1\nkind: List\nitems:\n" + "".join(map(yaml_item, _workloads(size, 4)))
    return resource_list([yaml_item(text)], DEFAULT)


def _workloads(size: int, margin: int) -> Iterator[str]:
    """Until they have `size` bytes together, in a list where each line is indented by `margin`."""
    index, written = 0, 0
    while written < size:
        text = workload(index)
        index, written = index + 1, written + len(text) + margin * text.count("\n")
        yield text


LARGE: dict[str, Callable[[], str]] = {
    "one ConfigMap of 21 MB": lambda: config_map(21 * MB),
    "one ConfigMap of 43 MB": lambda: config_map(43 * MB),
    "one `v1` List of 1.5 MB": lambda: nested_list(MB + MB // 2),
}
"""The name of a row -> what makes its ResourceList."""
