"""The cases of a run: from a seed and a number always the same one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fuzz import configurations, objects, program, sharing, wires
from fuzz.layout import Layout, style
from fuzz.mutations import mutated
from fuzz.nodes import Chance
from fuzz.program import Config
from fuzz.trips import SEPARATOR
from fuzz.verdicts import Case

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SUFFIXES = ("*.yaml", "*.yml", "*.json")


def case(seed: str, number: int, corpus: tuple[str, ...] = ()) -> tuple[str, Case]:
    """A family's name and a case of it."""
    chance = Chance(f"{seed}:{number}")
    chance.tame = chance.of(0.6)
    weights = [weight for weight, *_ in FAMILIES]
    ((_, name, maker),) = chance.random.choices(FAMILIES, weights)
    return name, maker(chance, corpus)


def _generated(chance: Chance, corpus: tuple[str, ...]) -> Case:
    config = configurations.any_config(chance)
    way = chance.upto(19)
    embedded = chance.of(0.7)
    if way < 10:
        return Case("run", wires.encoded(chance, wires.stream(chance)), (config,))
    if way < 17:
        text = wires.resource_list(chance, config, embedded=embedded)
        return Case("run", wires.encoded(chance, text), (config,), embedded)
    as_list = way == 19
    embedded = embedded and as_list
    text = wires.in_json(chance, config, embedded=embedded, as_list=as_list)
    return Case("run", wires.encoded(chance, text), (config,), embedded)


def _mutated(chance: Chance, corpus: tuple[str, ...]) -> Case:
    made = _generated(chance, corpus)
    return made._replace(data=mutated(chance, made.data), embedded=False, mutated=True)


def _mutated_file(chance: Chance, corpus: tuple[str, ...]) -> Case:
    """A fixture or a sample, mutated; now and then as it is."""
    texts = _texts(corpus)
    data, own = chance.one(texts)
    config = own if own is not None and chance.of(0.5) else configurations.any_config(chance)
    data = mutated(chance, data) if chance.of(0.95) else data
    return Case("run", data, (config,), mutated=True)


@cache
def _texts(corpus: tuple[str, ...]) -> list[tuple[bytes, Config | None]]:
    """The inputs of all fixtures with their configurations, and all files of the corpus."""
    found: list[tuple[bytes, Config | None]] = []
    for path in sorted(FIXTURES.glob("*/*/input.*")):
        own = path.parent / "config.yaml"
        found.append((path.read_bytes(), _config_in(own) if own.exists() else None))
    for folder in corpus:
        paths = sorted(path for suffix in SUFFIXES for path in Path(folder).rglob(suffix))
        found += [(path.read_bytes(), None) for path in paths if path.stat().st_size < 30_000]
    return found


def _config_in(path: Path) -> Config | None:
    config: Any = yaml.safe_load(path.read_bytes())
    sound = isinstance(config, dict) and isinstance(config.get("spec"), dict)
    return config if sound and not config["spec"].get("verify") else None


def _trip(chance: Chance, corpus: tuple[str, ...]) -> Case:
    first, second, last = configurations.trip(chance)
    text = (
        wires.in_json(chance, first, embedded=False, as_list=False)
        if chance.of(0.15)
        else wires.stream(chance)
    )
    return Case("trip", wires.encoded(chance, text), (first, second, last))


def _way_back(chance: Chance, corpus: tuple[str, ...]) -> Case:
    configs = configurations.way_back(chance)
    return Case("way back", wires.encoded(chance, wires.stream(chance)), configs)


def _verify(chance: Chance, corpus: tuple[str, ...]) -> Case:
    fields = configurations.spec(chance)
    fields.pop("track", None)
    verifying = configurations.config({**fields, "verify": True})
    data = wires.encoded(chance, wires.stream(chance))
    return Case("verify", data, (configurations.config(fields), verifying))


def _odd_configuration(chance: Chance, corpus: tuple[str, ...]) -> Case:
    config = configurations.odd_config(chance)
    return Case("odd configuration", wires.stream(chance).encode(), (config,))


def _list(chance: Chance, corpus: tuple[str, ...]) -> Case:
    """Workloads that are to be put into one long list."""
    parts = []
    for _ in range(chance.upto(30, 5)):
        node = objects.workload(chance)
        if chance.of(0.05):
            node = sharing.share(chance, node)
        parts.append("\n".join(Layout(chance, style(chance)).document(node)) + "\n")
    size, processes = chance.one(
        (
            (program.LINES_FROM, 1),
            (program.LINES_FROM, 1),
            (program.SECOND_PROCESS_FROM, 2),
            (program.SECOND_PROCESS_FROM * 3, 4),
        )
    )
    data = SEPARATOR.decode().join(parts).encode()
    config = configurations.any_config(chance)
    return Case("list", data, (config,), pad=size, processes=processes)


FAMILIES = (
    (40.0, "generated", _generated),
    (20.0, "generated, mutated", _mutated),
    (25.0, "fixtures and samples, mutated", _mutated_file),
    (5.0, "track, change, remove", _trip),
    (2.0, "set, remove by the values", _way_back),
    (3.0, "run, then verify", _verify),
    (5.0, "configurations of odd shape", _odd_configuration),
    (0.15, "long lists", _list),
)
