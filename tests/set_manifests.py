"""Runs the function on plain manifests, and tells which containers have the variables."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from krm_fn import transform

PROXY = "http://proxy.example.com:3128"
APP = """apiVersion: example.com/v1
kind: App
metadata: {name: app}
spec:
  pod:
    containers:
    - {name: main, image: main:1}
  helpers:
  - {name: help, image: help:1}
"""
"""An object of a custom kind, with a pod spec and a list of containers."""


class Done(NamedTuple):
    """What a run gave: the manifests, and its results."""

    text: str
    results: list[dict[str, Any]]
    exit_code: int

    def messages(self, severity: str) -> list[str]:
        """The messages of a severity about the manifests, but for the summary and what was set."""
        told = [
            one
            for one in self.results
            if one["severity"] == severity and one.get("resourceRef", {}).get("name") != "proxy"
        ]
        rules = [one.get("tags", {}).get("rule") for one in told]
        pairs = zip(told, rules, strict=True)
        return [one["message"] for one, rule in pairs if rule not in ("summary", "set", "replace")]

    def about_the_configuration(self) -> list[str]:
        """The warnings about what the configuration names in the list."""
        rules = ("unmatched", "path", "selects-nothing", "unknown-kind")
        told = [one for one in self.results if one["severity"] == "warning"]
        return [one["message"] for one in told if one["tags"]["rule"] in rules]

    @property
    def summary(self) -> str:
        """The summary's message."""
        return next(str(one["message"]) for one in self.results if one["tags"]["rule"] == "summary")

    def tags(self, name: str) -> list[str]:
        """The values of a tag in what is told about workloads that were set."""
        found = [one.get("tags", {}) for one in self.results]
        return [one[name] for one in found if one.get("rule") == "set"]

    def set_names(self) -> list[str]:
        """The names of all that has the variable in a list of its own, in order."""
        return [name for one in yaml.safe_load_all(self.text) for name in _set_names(one)]


def apply(manifests: str, **fields: Any) -> Done:
    """A run with `fields` beside an httpProxy."""
    config = {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "metadata": {"name": "proxy"},
        "spec": {"httpProxy": PROXY, **fields},
    }
    outcome = transform.run(manifests.encode(), config)
    results = yaml.safe_load(b"".join(outcome.written)) or []
    return Done(outcome.output.decode(), results, outcome.exit_code)


def _set_names(data: Any) -> list[str]:
    if isinstance(data, list):
        return [name for one in data for name in _set_names(one)]
    if not isinstance(data, dict):
        return []
    names = [name for value in data.values() for name in _set_names(value)]
    env = data.get("env")
    listed = env if isinstance(env, list) else []
    if any(isinstance(one, dict) and one.get("name") == "http_proxy" for one in listed):
        names.insert(0, data.get("name", ""))
    return names


def deployment(name: str, metadata: str = "", pod: str = "", containers: str = "") -> str:
    """A Deployment; `metadata` and `pod` are lines of its own and its pods' metadata."""
    lines = [
        "apiVersion: apps/v1",
        "kind: Deployment",
        "metadata:",
        f"  name: {name}",
        *(f"  {line}" for line in metadata.splitlines()),
        "spec:",
        "  template:",
        "    metadata:",
        "      labels:",
        f"        app: {name}",
        *(f"      {line}" for line in pod.splitlines()),
        "    spec:",
        "      containers:",
        f"      - name: {name}",
        "        image: app:1",
        *(f"      {line}" for line in containers.splitlines()),
    ]
    return "\n".join(lines) + "\n"


def stream(*manifests: str) -> str:
    """Several manifests as one stream."""
    return "---\n".join(manifests)
