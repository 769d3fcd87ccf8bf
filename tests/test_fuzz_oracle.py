"""The oracle of `make fuzz` objects to every fault that is planted in an answer."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from fuzz import configurations, program, trees, trips, verdicts
from fuzz.cases import case
from fuzz.mutations import mutated
from fuzz.nodes import Chance
from fuzz.program import Answer, Config
from fuzz.trees import InvalidError, UnjudgedError
from fuzz.verdicts import Case, Judgement
from planted_faults import CONFIG, DEPLOYMENT, FIELDS, POD_WITH_ANOTHER, damaged, objected

LIST = b"""\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
    - name: web
      image: web:1
results:
- message: old
  severity: info
"""


def test_there_is_nothing_to_object_to() -> None:
    assert objected(DEPLOYMENT, program.run) == set()
    assert objected(LIST, program.run) == set()


WRONG = [
    ("a value", b'value: "3"', b'value: "4"'),
    ("a quote", b'value: "3"', b"value: 3"),
    ("a quote in flow", b'"1.10"', b"1.10"),
    ("a number", b"port: ", b"port: 8080 #"),
    ("an image", b"web:1", b"web:2"),
    ("a name", b"name: HTTP_PROXY", b"name: HTTP_PROX"),
    ("a wrong URL", b"3128", b"3129"),
    ("an entry twice", b'        - name: LEVEL\n          value: "3"\n', b"\\g<0>\\g<0>"),
    ("an entry too few", b'        - name: LEVEL\n          value: "3"\n', b""),
    ("a volume", rb"volumes: \[\]", b"volumes: [{name: a}]"),
    ("a key too much", b"kind: ConfigMap", b"kind: ConfigMap\nimmutable: true"),
    ("a key too few", b"  labels: .*\n", b""),
    ("another order", b"LEVEL(?s:(.*?))no_proxy", b"no_proxy\\1LEVEL"),
    ("an explicit tag", b"!!str 12", b"12"),
    ("a container too few", b"      - name: istio-proxy\n        image: proxy:1\n", b""),
    ("a variable in a sidecar", b"image: proxy:1", b"image: proxy:1\n        env: [{name: http_proxy}]"),
    ("a document too few", b"---\n(?s:.*)", b""),
    ("a document too much", b"---\n", b"---\na: b\n---\n"),
    ("a merged list", b",localhost", b", localhost"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [pytest.param(*row[1:], id=row[0]) for row in WRONG])
def test_a_wrong_edit_is_objected_to(old: bytes, new: bytes) -> None:
    import re

    answer = program.run(DEPLOYMENT, CONFIG).output
    assert re.subn(old, new, answer)[1] > 0
    function = damaged(lambda output: re.sub(old, new, output))
    assert verdicts.WRONG in objected(DEPLOYMENT, function)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"# the shop's front\n", b""),
        (b" # ours", b""),
        (b"image: wait:1 # pinned", b"image: wait:1"),
        (b"\n", b"\r\n"),
        (b"volumes: []", b"volumes: []\r"),
    ],
)
def test_a_lost_comment_and_another_line_end_are_objected_to(old: bytes, new: bytes) -> None:
    assert old in program.run(DEPLOYMENT, CONFIG).output
    data = DEPLOYMENT.replace(b".corp", b'""')  # so that nothing has to be replaced
    found = objected(data, damaged(lambda output: output.replace(old, new)))
    assert verdicts.LOST in found


def test_windows_line_ends_must_stay() -> None:
    data = DEPLOYMENT.replace(b".corp", b'""').replace(b"\n", b"\r\n")
    assert objected(data, program.run) == set()
    function = damaged(lambda output: output.replace(b"LEVEL\r\n", b"LEVEL\n"))
    assert verdicts.LOST in objected(data, function)


def test_bytes_must_stay_where_nothing_is_to_be_set() -> None:
    data = DEPLOYMENT[DEPLOYMENT.index(b"---") :]
    assert objected(data, program.run) == set()
    assert objected(data, damaged(lambda output: output + b"\n")) >= {verdicts.LOST}


def test_output_that_is_no_yaml_is_objected_to() -> None:
    found = objected(
        DEPLOYMENT, damaged(lambda output: output.replace(b"volumes: []", b"volumes: ["))
    )
    assert verdicts.BROKEN in found


def test_json_must_stay_json() -> None:
    data = b'{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "web:1"}]}}\n'
    assert objected(data, program.run) == set()
    assert verdicts.BROKEN in objected(data, damaged(lambda output: output.replace(b'"v1"', b"v1")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"message: old", b"message: new"),
        (b"- message: old\n  severity: info\n", b""),
        (b"apiVersion: config.kubernetes.io/v1", b"apiVersion: config.kubernetes.io/v2"),
    ],
)
def test_a_resource_list_must_keep_what_it_has(old: bytes, new: bytes) -> None:
    function = damaged(lambda output: output.replace(old, new))
    assert verdicts.WRONG in objected(LIST, function)


def test_what_is_not_yaml_must_be_refused() -> None:
    def takes_all(data: bytes, config: Config | None) -> Answer:
        return Answer(data, 0)

    for data in (b"a: [\n", b"a: b\n c: d\n", b"\tx: y\n", b"a: \xff\n"):
        assert verdicts.INVALID in objected(data, takes_all)
        assert objected(data, lambda data, config: Answer(b"", 1, message="no")) == set()


def test_an_alias_without_an_anchor_must_be_refused_where_something_is_edited() -> None:
    def takes_all(data: bytes, config: Config | None) -> Answer:
        return Answer(data + b"# edited\n", 0)

    assert verdicts.INVALID in objected(b"a: *b\n", takes_all)
    assert objected(b"a: *b\n", lambda data, config: Answer(data, 0)) == set()


def test_a_traceback_is_objected_to() -> None:
    crashed = Answer(b"", 1, crash="IndexError: list index out of range (x.py, f)")
    assert objected(DEPLOYMENT, lambda data, config: crashed) == {verdicts.CRASH}


@pytest.mark.parametrize("results", ["[\na]", "\n- a\n\x85  b: c", "[]"])
def test_results_may_be_written_in_any_way(results: str) -> None:
    """A second run adds results, and that is no change."""
    data = f"kind: ResourceList\nresults: {results}\nitems:\n- n:\n".encode()
    assert objected(data, program.run) == set()


def test_variables_that_an_odd_configuration_names_for_its_bundle_are_its_own() -> None:
    spec = {"trustedCA": {"configMap": {"name": "ca"}, "mountPath": "/ca", "env": ["X", "X"]}}
    config = {"apiVersion": "krm-fn.dev/v1alpha1", "kind": "SetProxyEnv", "spec": spec}
    case = Case("odd configuration", DEPLOYMENT, (config,))
    assert trips.judged(case).verdicts == []


def test_a_second_run_must_change_nothing() -> None:
    def restless(data: bytes, config: Config | None) -> Answer:
        return program.run(data + b"# run\n", config)

    def refusing(data: bytes, config: Config | None) -> Answer:
        answer = program.run(data, config)
        return Answer(b"", 1, message="no") if answer.output == data else answer

    assert verdicts.AGAIN in objected(DEPLOYMENT, restless)
    assert verdicts.AGAIN in objected(DEPLOYMENT, refusing)


def test_nothing_may_change_on_exit_1() -> None:
    config = configurations.config({**FIELDS, "existing": "error"})
    assert objected(DEPLOYMENT, program.run, config) == set()
    data = LIST.replace(b"image: web:1", b"image: web:1\n      env: [{name: HTTP_PROXY, value: x}]")
    assert objected(data, program.run, config) == set()
    function = damaged(lambda output: output.replace(b"name: web", b"name: wob"))
    assert verdicts.KEPT in objected(DEPLOYMENT, function, config)
    assert verdicts.KEPT in objected(data, function, config)


def test_readers_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter(range(100))

    def fickle(data: bytes, config: Config | None) -> Answer:
        answer = program.run(data, config)
        return answer if next(runs) < 2 else answer._replace(results=b"- message: other\n")

    assert verdicts.READERS in objected(DEPLOYMENT, fickle)
    monkeypatch.setattr(program, "READERS", {})
    assert objected(DEPLOYMENT, fickle) == set()


def test_a_refusal_of_what_could_be_done_is_counted() -> None:
    told = trips.judged(
        Case("run", DEPLOYMENT, (CONFIG,)),
        lambda data, config: Answer(b"", 1, message="line 3: no"),
    )
    assert told.refusals == [verdicts.Verdict(verdicts.REFUSED, "line N: no")]
    assert told.counts[verdicts.PLANNED] == 1


@pytest.mark.parametrize(
    "data",
    [
        DEPLOYMENT.replace(b"name: LEVEL", b"key: LEVEL"),
        DEPLOYMENT.replace(b"        env:\n", b"        env:\n        env:\n"),
        DEPLOYMENT.replace(b"  name: web\n", b"  annotations: {krm-fn.dev/set-proxy-env: x}\n", 1),
        LIST.replace(b"items:", b"others:"),
        LIST.replace(b"results:\n", b"results: 1\n#").replace(b"  sev", b"# sev"),
        b"just text\n",
    ],
)
def test_a_refusal_that_is_due_is_not_held_against_it(data: bytes) -> None:
    no = Answer(b"", 1, message="no")
    told = trips.judged(Case("run", data, (CONFIG,)), lambda data, config: no)
    assert (told.verdicts, told.refusals) == ([], [])
    assert told.counts["refused, which is due"] == 1


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({}, True),
        ({"existing": "keep"}, False),
        ({"from": ["http://old.example.com:1"]}, False),
        ({"exceptions": [{"variables": ["HTTP_PROXY"]}]}, False),
        ({"existing": "error"}, True),
        ({"existing": "error", "from": ["http://old.example.com:1"]}, False),
    ],
)
def test_the_oracle_knows_which_proxy_beside_must_be_refused(
    more: dict[str, object], due: bool
) -> None:
    config = configurations.config({**FIELDS, **more})
    answer = program.run(POD_WITH_ANOTHER, config)
    assert answer.refused == due
    told = trips.judged(Case("run", POD_WITH_ANOTHER, (config,)), lambda *_: answer)
    assert (told.verdicts, told.refusals) == ([], [])
    assert told.counts["refused, which is due"] == due
    assert told.counts[verdicts.PLANNED] != due


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(
            (each, "plain")
            for each in ("12", "-1.5e3", "0x1F", "1_000", "12:30", ".inf", "2001-12-14")
        ),
        *((each, "plain") for each in ("2001-12-14 21:59:43.10 -5", "2001-12-14T21:59:43Z", "~")),
        *((each, "text") for each in ('1 "b":"c"', "1 a", "10.0.0.0/8", "-a,b", "web")),
    ],
)
def test_what_may_be_a_number_is_no_text(written: str, kind: str) -> None:
    assert trees.read(f"a: {written}\n".encode())[0]["a"] == trees.Scalar(kind, written)


def test_a_block_scalar_that_gets_a_line_end_is_what_it_was_with_one() -> None:
    tracked = configurations.config({**FIELDS, "track": True})
    configs = (tracked, tracked, configurations.config({"remove": True}))
    block = b"    - name: TEXT\n      value: |\n        one"
    data = POD_WITH_ANOTHER.split(b"    - name: http_proxy")[0] + block
    assert trips.judged(Case("trip", data, configs)).verdicts == []


@pytest.mark.parametrize("value", ["$(HTTP_PROXY)", "--proxy=$(HTTP_PROXY)", "x-$(http_proxy)"])
def test_what_refers_to_the_variable_itself_is_judged_coarsely(value: str) -> None:
    env = POD_WITH_ANOTHER.split(b"    - name: http_proxy")[0]
    data = env + f"    - name: HTTP_PROXY\n      value: {value}\n".encode()
    told = trips.judged(Case("run", data, (CONFIG,)))
    assert told.verdicts == []
    assert told.counts["coarsely: a reference to the variable itself"] == 1


@pytest.mark.parametrize(
    ("pad", "processes"), [(0, 1), (program.LINES_FROM, 1), (program.SECOND_PROCESS_FROM, 2)]
)
def test_an_item_must_come_out_of_a_long_list_as_it_does_alone(pad: int, processes: int) -> None:
    parts = [DEPLOYMENT[: DEPLOYMENT.index(b"---")].replace(b"!!str 12", b"a")] * 3
    made = Case("list", trips.SEPARATOR.join(parts), (CONFIG,), pad=pad, processes=processes)

    def hasty(data: bytes, config: Config | None) -> Answer:
        answer = program.run(data, config)
        if data.count(b"kind: Deployment") < 2:
            return answer
        return answer._replace(output=answer.output.replace(b" # ours", b""))

    def told(function: program.Function) -> Judgement:
        return trips.judged(made, function)

    assert told(program.run).verdicts == []
    assert [each.category for each in told(hasty).verdicts] == [verdicts.ALONE] * 2


def meaning(data: bytes) -> object:
    try:
        return trees.read(data)
    except (InvalidError, UnjudgedError):
        return None


def test_random_damage_is_objected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else an output means than it should, the oracle says so."""
    monkeypatch.setattr(program, "READERS", {"none": nullcontext})
    planted = 0
    for number in range(400):
        family, made = case("5", number)
        told = trips.judged(made)
        exact = told.counts[verdicts.PLANNED] and not told.refusals and not told.verdicts
        if family != "generated" or not exact:
            continue
        output = program.run(made.data, made.config).output
        worse = mutated(Chance(f"{number}"), output)
        if meaning(worse) == meaning(output) or b"results" in output:
            continue
        planted += 1
        first = iter([program.run(made.data, made.config)._replace(output=worse)])
        again = trips.judged(made, lambda data, config: next(first, Answer(worse, 0)))  # noqa: B023
        assert again.verdicts, (number, worse)
    assert planted > 30
