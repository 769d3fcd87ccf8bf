"""The same edit by loading and dumping, as one would first write it with PyYAML's C library.

Reads a ResourceList on stdin, writes it to stdout. Comments, quoting and number formats are lost.
Of `existing` it knows `merge`; it neither checks the configuration nor reports results.
"""

import sys
from typing import Any

import yaml


def wanted_variables(spec: dict[str, Any]) -> dict[str, str]:
    no_proxy = spec["noProxy"]
    values = {
        "http_proxy": spec["httpProxy"],
        "https_proxy": spec["httpsProxy"],
        "no_proxy": no_proxy if isinstance(no_proxy, str) else ",".join(no_proxy),
    }
    return {name: value.replace("$", "$$") for name, value in values.items()}


def pod_specs(item: dict[str, Any]) -> list[dict[str, Any]]:
    spec = item.get("spec", {})
    if item["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    if item["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"):
        return [spec["template"]["spec"]]
    return [spec] if item["kind"] == "Pod" else []


def merged(name: str, present: dict[str, Any], value: str) -> dict[str, Any]:
    if name != "no_proxy" or present.get("value") in ("", "*", None):
        return present
    items = present["value"].split(",")
    items += [item for item in value.split(",") if item not in items]
    return {"value": ",".join(items)}


def set_variables(container: dict[str, Any], wanted: dict[str, str]) -> None:
    env = container.setdefault("env", [])
    by_name = {entry["name"]: entry for entry in env}
    for lower, value in wanted.items():
        author = by_name.get(lower) or by_name.get(lower.upper())
        result = merged(lower, author, value) if author else {"value": value}
        for name in (lower, lower.upper()):
            if name in by_name:
                by_name[name].update(result, name=name)
            else:
                env.append({**result, "name": name})


def main() -> None:
    resources = yaml.load(sys.stdin.buffer, Loader=yaml.CSafeLoader)
    wanted = wanted_variables(resources["functionConfig"]["spec"])
    for item in resources["items"]:
        for pod in pod_specs(item):
            for container in pod.get("initContainers", []) + pod["containers"]:
                set_variables(container, wanted)
    yaml.dump(resources, sys.stdout, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    main()
