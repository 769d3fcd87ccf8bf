"""Findings as files: what is wrong, on what input, and how to see it again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from fuzz.verdicts import Case, Verdict


def write(folder: Path, number: int, verdict: Verdict, seed: str, case: Case, whole: Case) -> Path:
    """Write a finding; `number` and the seed make the `whole` case, of which `case` is left."""
    path = folder / f"{verdict.category.replace(' ', '-')}-{number}.yaml"
    count = 1
    while path.exists():
        count += 1
        path = path.with_stem(f"{verdict.category.replace(' ', '-')}-{number}-{count}")
    finding = {
        "category": verdict.category,
        "signature": verdict.signature,
        "repeat": f"make fuzz REPEAT={path}",
        "whole": f"make fuzz SEED={seed} CASE={number}",
        "size": len(whole.data),
        **_data(case),
    }
    text = yaml.safe_dump(finding, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> Case:
    """The case of a finding."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data = found["data"]
    return Case(
        found["kind"],
        data if isinstance(data, bytes) else data.encode(),
        tuple(found["configs"]),
        found["embedded"],
        found["mutated"],
        found["pad"],
        found["processes"],
    )


def _data(case: Case) -> dict[str, Any]:
    fields: dict[str, Any] = case._asdict()
    with suppress(UnicodeDecodeError):  # what is no text goes out as base64
        fields["data"] = case.data.decode()
    return {**fields, "configs": list(case.configs)}
