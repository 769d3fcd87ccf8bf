"""A container that configurations set one after another, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Sequence

from planned_env import (
    Pair,
    applied,
    entries,
    pairs,
)

from krm_fn.environment.env_plan import EnvVar, Variable
from krm_fn.record.recorded import RecordedPlan, plan
from krm_fn.record.text import read, write

KEY = "spec.containers[app]"
OTHER_HTTP = Variable("http_proxy", "HTTP_PROXY", "http://q:2")
OTHER_NO = Variable("no_proxy", "NO_PROXY", "local,corp.example", ("local", "corp.example"))


class Container:
    """A container and the annotation of its workload, through the runs of configurations."""

    def __init__(self, *present: Pair, form: str = "absent") -> None:
        self.env: list[EnvVar] = entries(*present)
        self.form = "" if present else form
        self.annotation: str | None = None

    def run(
        self, name: str, wanted: Sequence[Variable], existing: str = "merge", windows: bool = False
    ) -> RecordedPlan:
        records = read(self.annotation)
        made = plan(
            self.env,
            self.form,
            wanted,
            existing,
            windows=windows,
            mine=records.mine(name, KEY),
            others=records.others(name, KEY, self.env),
        )
        if any(finding.severity == "error" for finding in made.plan.findings):
            return made
        records.replace(name, {KEY: made.record})
        self.annotation = write(records)
        self.env = applied(self.env, made.plan)
        self.form = "" if self.env else (self.form if made.env_after == "keep" else made.env_after)
        return made

    def remove(self, name: str) -> RecordedPlan:
        return self.run(name, [])

    def written(self) -> tuple[str, list[Pair], list[str | None], str | None]:
        styles = [entry.style for entry in self.env]
        return (self.form, pairs(self.env), styles, self.annotation)
