"""Both spellings of a variable are equal when the kubelet has expanded them, or a warning says so.

tests/kubelet.py expands as the kubelet does, in every container of every fixture and in made-up ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import kubelet
import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import FIXTURES
from planned_env import MODE, MODES, OTHER_SECRET, SECRET, Pair, applied, entries, pairs

from krm_fn.environment.env_plan import Variable, escape
from krm_fn.environment.proxy_env import plan
from krm_fn.record.recorded import Others
from krm_fn.record.recorded import plan as recorded_plan

SPELLINGS = [
    (each, each.upper()) for each in ("http_proxy", "https_proxy", "no_proxy", "all_proxy")
]
EXAMPLES = int(os.environ.get("EXAMPLES", "1000"))
SERVICES = {"KUBERNETES_SERVICE_HOST": "10.96.0.1"}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("$(A)", "a"),
        ("$(A)-$(A)", "a-a"),
        ("$$(A)", "$(A)"),
        ("$$$(A)", "$a"),
        ("$(B)", "$(B)"),
        ("$(A", "$(A"),
        ("$A", "$A"),
        ("$", "$"),
        ("$$", "$"),
        ("$x$(A)", "$xa"),
        ("$((A)", "$((A)"),
        ("$()", "$()"),
        ("a$", "a$"),
    ],
)
def test_the_oracle_expands_as_the_kubelet_does(text: str, expanded: str) -> None:
    assert kubelet.expand(text, lambda name: {"A": "a"}.get(name, f"$({name})")) == expanded


def containers(tree: oracle.Tree) -> Iterator[dict[str, oracle.Tree]]:
    """Everything with an `env` that is a list, which has names."""
    if isinstance(tree, list):
        for one in tree:
            yield from containers(one)
    elif isinstance(tree, dict):
        env = tree.get("env")
        if isinstance(env, list) and all(isinstance(one, dict) and "name" in one for one in env):
            yield tree
        for one in tree.values():
            yield from containers(one)


def plain(tree: oracle.Tree) -> object:
    """A `valueFrom` whatever its style and its tags."""
    if isinstance(tree, dict):
        return {key: plain(one) for key, one in tree.items()}
    return oracle.text_of(tree)


def contents(env: list[dict[str, oracle.Tree]]) -> list[tuple[str, object]]:
    return [
        (
            str(oracle.text_of(one["name"])),
            plain(one["valueFrom"])
            if "valueFrom" in one
            else oracle.text_of(one.get("value")) or "",
        )
        for one in env
    ]


def hosts(text: str) -> set[str]:
    return {one.strip() for one in text.split(",") if one.strip()}


def same(first: object, second: object, name: str) -> bool:
    """A list of hosts may have them in another order."""
    if name == "no_proxy" and isinstance(first, str) and isinstance(second, str):
        return hosts(first) == hosts(second)
    return str(first) == str(second)  # a `valueFrom` that was referred to has become text


TOLD = {
    "disagreeing", "duplicates", "kept-beside-duplicates", "kept-for-another", "late", "early",
}  # fmt: skip
CASES = sorted(FIXTURES.rglob("expected.*"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_both_spellings_are_equal_in_every_fixture(path: object) -> None:
    text = path.read_bytes()  # type: ignore[attr-defined]
    trees = oracle.documents(text)
    told = any(one in text.decode("utf-8", "replace") for one in map('"{}"'.format, TOLD))
    for container in containers(trees):
        seen = kubelet.seen(contents(container["env"]), services=SERVICES)
        for lower, upper in SPELLINGS:
            if lower in seen and upper in seen:
                assert same(seen[lower], seen[upper], lower) or told


FORMER = "http://old:1"
NAMES = ["A", "B", "KUBERNETES_SERVICE_HOST", "PX", *(name for pair in SPELLINGS for name in pair)]
PIECE = st.sampled_from(
    ["a", "x.y", ",", "$$", "$", "http://p:1", *(f"$({name})" for name in NAMES)]
)
TEXT = st.one_of(st.just(FORMER), st.lists(PIECE, max_size=4).map("".join))
ENV = st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(TEXT, st.just(SECRET))), max_size=7)
OURS = st.lists(
    st.sampled_from(["a", "x.y", "http://p:1", "$(A)", "$(B)", "$(KUBERNETES_SERVICE_HOST)", "$"]),
    min_size=1,
    max_size=3,
)
Chosen = tuple[list[str], list[str], str, bool]
OTHERS = st.sampled_from(["http://p:2", "http://$(http_proxy)", "$(HTTP_PROXY)", "$(A)"])
WANTED = st.tuples(OURS, OURS, OTHERS, st.booleans())


def wanted(chosen: Chosen) -> list[Variable]:
    url, hosts, https, changes = chosen
    items = tuple(dict.fromkeys(map(escape, hosts)))
    former = (FORMER,) if changes else ()
    return [
        Variable("http_proxy", "HTTP_PROXY", escape("".join(url)), former=former),
        Variable("https_proxy", "HTTPS_PROXY", https, former=former),
        Variable("no_proxy", "NO_PROXY", ",".join(items), items),
    ]


@given(ENV, WANTED, MODE)
@settings(max_examples=EXAMPLES, deadline=None)
def test_both_spellings_are_equal_or_a_warning_names_them(
    present: list[Pair], chosen: Chosen, existing: str
) -> None:
    env = entries(*present)
    made = plan(env, wanted(chosen), existing, defines=lambda name: False)
    if any(finding.severity == "error" for finding in made.findings):
        return
    seen = kubelet.seen(pairs(applied(env, made)), services=SERVICES)
    named = {name for each in made.findings if each.kind in TOLD for name in each.names}
    for lower, upper in SPELLINGS[:3]:
        if not {lower, upper} & named:
            assert same(seen[lower], seen[upper], lower)


@given(ENV, WANTED, MODE)
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_told_of_references_is_true(
    present: list[Pair], chosen: Chosen, existing: str
) -> None:
    env = entries(*present)
    made = plan(env, wanted(chosen), existing, defines=lambda name: False)
    names = {name for name, _ in pairs(applied(env, made))}
    for finding in made.findings:
        if finding.kind == "undefined-reference":
            assert names.isdisjoint(finding.names[1:])
        elif finding.kind == "late":
            assert names.issuperset(finding.names)


@given(ENV, WANTED, MODE)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_second_run_changes_nothing_whatever_refers_to_what(
    present: list[Pair], chosen: Chosen, existing: str
) -> None:
    env = entries(*present)
    made = plan(env, wanted(chosen), existing)
    if not any(finding.severity == "error" for finding in made.findings):
        assert plan(applied(env, made), wanted(chosen), existing).edits == []


@pytest.mark.parametrize("existing", MODES)
def test_a_variable_moves_where_only_what_is_replaced_refers_to_it(existing: str) -> None:
    env = entries(("HTTP_PROXY", SECRET), ("B", OTHER_SECRET), ("https_proxy", "$(HTTP_PROXY)"))
    ours = [
        Variable("http_proxy", "HTTP_PROXY", "$(B)"),
        Variable("https_proxy", "HTTPS_PROXY", "$(B)"),
    ]
    made = plan(env, ours, existing)
    if existing == "replace":
        assert pairs(applied(env, made)) == [
            ("B", OTHER_SECRET),
            ("https_proxy", "$(B)"),
            ("http_proxy", "$(B)"),
            ("HTTP_PROXY", "$(B)"),
            ("HTTPS_PROXY", "$(B)"),
        ]
    assert existing == "error" or plan(applied(env, made), ours, existing).edits == []


def test_a_variable_stays_where_what_is_kept_refers_to_it() -> None:
    env = entries(("HTTP_PROXY", SECRET), ("B", "b"), ("URL", "$(HTTP_PROXY)"))
    made = plan(env, [Variable("http_proxy", "HTTP_PROXY", "http://$(B)")], "replace")
    assert pairs(applied(env, made)) == [*pairs(env), ("http_proxy", SECRET)]
    assert [(each.kind, each.names) for each in made.findings] == [("early", ("HTTP_PROXY", "B"))]


@given(ENV, ENV, WANTED, WANTED, MODE)
@settings(max_examples=EXAMPLES, deadline=None)
def test_both_spellings_are_equal_where_a_recorded_configuration_changes(
    present: list[Pair],
    more: list[Pair],
    first: Chosen,
    second: Chosen,
    existing: str,
) -> None:
    env = entries(*present)
    once = recorded_plan(
        env, "absent", wanted(first), existing, windows=False, mine=None, others=Others()
    )
    if any(finding.severity == "error" for finding in once.plan.findings):
        return
    env = [*applied(env, once.plan), *entries(*more)]
    made = recorded_plan(
        env, "absent", wanted(second), existing, windows=False, mine=once.record, others=Others()
    )
    if any(finding.severity == "error" for finding in made.plan.findings):
        return
    seen = kubelet.seen(pairs(applied(env, made.plan)), services=SERVICES)
    found = made.plan.findings
    named = {name for each in found if each.kind in TOLD for name in each.names}
    named |= {each.names[0] for each in found if each.kind == "refers"}
    for lower, upper in SPELLINGS[:3]:
        if not {lower, upper} & named:
            assert same(seen[lower], seen[upper], lower)


def test_a_former_value_that_an_author_refers_to_stays_in_its_place_when_it_is_recorded() -> None:
    env = entries(("HTTP_PROXY", FORMER), ("https_proxy", "$(HTTP_PROXY)"))
    ours = wanted((["a"], ["a"], "http://p:2", True))
    once = recorded_plan(env, "absent", ours, "merge", windows=False, mine=None, others=Others())
    assert pairs(applied(env, once.plan)) == [
        ("HTTP_PROXY", "a"),
        ("https_proxy", "$(HTTP_PROXY)"),
        ("http_proxy", "a"),
        ("HTTPS_PROXY", "$(HTTP_PROXY)"),
        ("no_proxy", "a"),
        ("NO_PROXY", "a"),
    ]
    assert sorted((once.record or {})["added"]) == [
        "HTTPS_PROXY", "NO_PROXY", "http_proxy", "no_proxy",
    ]  # fmt: skip
    env = applied(env, once.plan)
    again = recorded_plan(
        env, "absent", ours, "merge", windows=False, mine=once.record, others=Others()
    )
    assert again.plan.edits == []


@given(ENV, WANTED, MODE)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_second_run_changes_nothing_that_is_recorded(
    present: list[Pair], chosen: Chosen, existing: str
) -> None:
    env, ours, others = entries(*present), wanted(chosen), Others()
    once = recorded_plan(env, "absent", ours, existing, windows=False, mine=None, others=others)
    if any(finding.severity == "error" for finding in once.plan.findings):
        return
    env = applied(env, once.plan)
    again = recorded_plan(
        env, "absent", ours, existing, windows=False, mine=once.record, others=others
    )
    assert again.plan.edits == []
    assert again.record == once.record
