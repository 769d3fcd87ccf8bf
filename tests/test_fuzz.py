"""The attack of `make fuzz`: its cases, a slice of it, and that it repeats what it finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from fuzz import attack, configurations, existing, findings, program, report, trees, trips
from fuzz.attack import Attack, Plan, Tally
from fuzz.cases import FAMILIES, case
from fuzz.layout import Layout, style
from fuzz.minimise import minimal, reduced
from fuzz.nodes import Chance
from fuzz.program import Answer, Config
from fuzz.verdicts import INVALID, PLANNED, REFUSED, WRONG, Case, Verdict

CONFIG = configurations.config({"httpProxy": "http://proxy.example.com:3128"})
POD = b"""\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: web:1
"""


def test_a_seed_and_a_number_always_make_the_same_case() -> None:
    for number in range(40):
        assert case("1", number) == case("1", number)
    assert case("1", 0) != case("2", 0)


def test_nothing_forbidden_is_found_in_a_slice() -> None:
    families = set()
    for number in range(150):
        family, one = case("13", number)
        if family != "fixtures and samples, mutated":  # a new fixture makes others of them
            families.add(family)
            assert trips.judged(one).verdicts == [], number
    assert families == {
        "configurations of odd shape",
        "generated",
        "generated, mutated",
        "long lists",
        "run, then verify",
        "set, remove by the values",
        "track, change, remove",
    }


def test_most_that_is_generated_can_be_read_and_is_judged_exactly() -> None:
    told = attack.batch(Plan("3"), 0, 200).counts
    assert told["inputs that are invalid"] < 60
    assert told[PLANNED] > 70
    assert told["documents judged exactly"] > 5 * told["documents judged coarsely"]


def test_every_reader_has_something_to_read() -> None:
    cases = [case("1", number) for number in range(600)]
    with program.counted() as counts:
        for family, one in cases:
            if family == "generated":
                program.run(one.data, one.config)
    assert set(counts) == {"lines", "events"}
    assert min(counts.values()) > 100


def test_every_text_comes_back_from_every_layout() -> None:
    chance = Chance("1")
    node = {"texts": list(existing.TEXTS), "urls": [*existing.URLS, *existing.HOSTS]}
    texts = {key: [trees.text(each) for each in value] for key, value in node.items()}
    for _ in range(300):
        lines = Layout(chance, style(chance)).document({"a": [node, node]})
        (document,) = trees.read("\n".join([*lines, ""]).encode())
        assert [with_texts(each) for each in document["a"]] == [texts, texts], "\n".join(lines)


def with_texts(node: dict[str, list[trees.Scalar]]) -> dict[str, list[trees.Scalar]]:
    return {key: [trees.text(each.text) for each in value] for key, value in node.items()}


def test_configurations_that_are_called_sound_are_accepted() -> None:
    chance = Chance("1")
    for _ in range(300):
        config = configurations.any_config(chance)
        assert program.run(POD, config).code == 0, config


def test_parts_are_left_out_until_no_one_of_them_can_be() -> None:
    parts = list(range(100))
    assert reduced(parts, lambda rest: {3, 57, 58} <= set(rest)) == [3, 57, 58]
    assert reduced(parts, lambda rest: True) == []
    assert reduced(parts, lambda rest: rest == parts) == parts


def careless(data: bytes, config: Config | None) -> Answer:
    """A function that takes everything, and writes the image anew."""
    return Answer(data.replace(b"image: web:1", b"image: web:2"), 0)


def test_a_finding_is_made_small() -> None:
    data = b"# a Pod\n" + POD + b"  - name: db\n    image: db:1\n---\nkind: Namespace\n"
    fields = {"httpProxy": "http://proxy.example.com:3128", "existing": "merge", "track": True}
    whole = Case("run", data, (configurations.config(fields),))
    verdict = Verdict(WRONG, "containers/*/image: text 'web:N', not text 'web:N'")
    assert verdict in trips.judged(whole, careless).verdicts
    small = minimal(whole, verdict, careless)
    assert verdict in trips.judged(small, careless).verdicts
    assert b"image: web:1" in small.data
    assert len(small.data) < len(POD)
    assert b"#" not in small.data
    assert b"Namespace" not in small.data
    assert small.configs[0]["spec"] != fields


def test_what_cannot_be_seen_again_is_left_as_it_is() -> None:
    whole = Case("run", POD, (CONFIG,))
    assert minimal(whole, Verdict(WRONG, "nothing")) == whole


@pytest.mark.parametrize("data", [POD, b"\xff\xfe", "é\u2028\r\n\x1b".encode(), b""])
def test_a_finding_comes_back_from_its_file(tmp_path: Path, data: bytes) -> None:
    made = Case("list", data, (CONFIG, CONFIG), embedded=True, mutated=True, pad=5, processes=2)
    verdict = Verdict(INVALID, "did not find expected key")
    path = findings.write(tmp_path, 7, verdict, "1", made, made)
    assert path.name == "invalid-input-accepted-7.yaml"
    assert findings.read(path) == made
    told = yaml.safe_load(path.read_bytes())
    assert told["repeat"] == f"make fuzz REPEAT={path}"
    assert told["whole"] == "make fuzz SEED=1 CASE=7"
    assert findings.write(tmp_path, 7, verdict, "1", made, made) != path


def tally(attacked: Attack, *verdicts: Verdict, planned: int = 0) -> None:
    made = Tally(attacked.families.copy(), attacked.counts.copy(), [(one, 5) for one in verdicts])
    made.counts[PLANNED] = planned
    made.counts[REFUSED] = sum(one.category == REFUSED for one in verdicts)
    attacked.add(made)


def test_anything_forbidden_fails_an_attack() -> None:
    attacked = Attack(Plan("1"))
    assert not report.has_failed(attacked)
    tally(attacked, Verdict(WRONG, "here"))
    assert report.has_failed(attacked)
    text = "\n".join(report.lines(attacked))
    assert "| wrong edit | 1 |" in text
    assert "wrong edit: here (1 x, CASE=5)" in text


@pytest.mark.parametrize(("planned", "failed"), [(999, False), (1000, True), (1100, False)])
def test_one_in_a_hundred_may_be_refused(planned: int, failed: bool) -> None:
    attacked = Attack(Plan("1"))
    tally(attacked, *[Verdict(REFUSED, "too odd")] * 11, planned=planned)
    assert report.has_failed(attacked) == failed
    assert "| too odd | 11 |" in report.lines(attacked)


def fuzz(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fuzz", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": str(Path(__file__).parent)},
        cwd=Path(__file__).parent.parent,
    )


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    reports = [
        fuzz("--seed", "13", "--cases", "30", "--findings", str(tmp_path)).stdout.splitlines()
        for _ in range(2)
    ]
    assert reports[0][0] == "seed 13"
    assert reports[0][1].startswith("seed 13: 30 inputs, ")
    assert reports[0][2:] == reports[1][2:]


def test_a_finding_is_repeated(tmp_path: Path) -> None:
    made = Case("run", POD, (CONFIG,))
    path = findings.write(tmp_path, 1, Verdict(WRONG, "it was mended"), "1", made, made)
    done = fuzz("--repeat", str(path))
    assert (done.stdout, done.returncode) == ("nothing forbidden\n", 0)


def test_a_case_is_shown() -> None:
    done = fuzz("--seed", "1", "--case", "3")
    assert case("1", 3)[1].data.decode() in done.stdout


def test_all_families_have_a_weight() -> None:
    assert [weight for weight, *_ in FAMILIES if weight <= 0] == []
    assert json.dumps([name for _, name, _ in FAMILIES]).count("mutated") == 2
