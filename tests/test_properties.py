"""What holds for any manifest: workloads are made up in many styles, and the oracle judges."""

from __future__ import annotations

import json
from typing import NamedTuple

import oracle
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from run_function import Outcome, run

FIELDS = {
    "httpProxy": "http://proxy.example.com:3128",
    "httpsProxy": "http://proxy.example.com:3129",
    "noProxy": "svc,local,10.0.0.0/8",
}
NAMES = [spelling for _, name in oracle.NAMES for spelling in (name, name.upper())]

modestly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Style(NamedTuple):
    """How one manifest is written."""

    flow: bool
    indented: bool  # dashes to the right of their key, rather than under it
    wide: int  # spaces between a dash and its key
    quote: str
    comments: bool
    eol: str
    final_newline: bool


styles = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.sampled_from([1, 1, 3]),
    st.sampled_from(["", "", '"', "'"]),
    st.booleans(),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.booleans(),
)
texts = st.sampled_from(
    [
        "plain",
        "a b",
        "0644",
        "on",
        "1e3",
        "12:30:45",
        "null",
        "Köln 🚀",
        "日本語",
        "x-y_z",
        "$(A)",
        "$$",
        "one\n# two\n- name: three\n",
    ]
)
literals = st.sampled_from(
    ["http://mine:1", "http://proxy.example.com:3128", "", "*", "svc", "example.com,local", "a,svc"]
)
sources = st.sampled_from(
    [
        {"secretKeyRef": {"name": "proxy", "key": "url"}},
        {"fieldRef": {"fieldPath": "status.podIP"}},
    ]
)
entries = st.one_of(
    st.builds(lambda value: {"name": "LEVEL", "value": value}, texts),
    st.builds(lambda value: {"name": "CITY", "value": value}, texts),
    st.builds(lambda name, value: {"name": name, "value": value}, st.sampled_from(NAMES), literals),
    st.builds(lambda name, one: {"name": name, "valueFrom": one}, st.sampled_from(NAMES), sources),
)
envs = st.one_of(
    st.none(),
    st.lists(entries, max_size=6, unique_by=lambda entry: str(entry["name"])),
    st.lists(entries, max_size=4),
)


@st.composite
def containers(draw: st.DrawFn) -> dict[str, object]:
    keys: dict[str, object] = {"name": draw(texts), "image": "web:1"}
    env = draw(envs)
    if env is not None:
        keys["env"] = env
    if draw(st.booleans()):
        keys["args"] = ["serve", draw(texts)]
    if draw(st.booleans()):
        keys["ports"] = [{"containerPort": "80"}]
    return {key: keys[key] for key in draw(st.permutations(sorted(keys)))}


@st.composite
def pods(draw: st.DrawFn) -> dict[str, object]:
    spec: dict[str, object] = {"containers": draw(st.lists(containers(), min_size=1, max_size=3))}
    if draw(st.booleans()):
        spec["initContainers"] = draw(st.lists(containers(), max_size=2))
    if draw(st.booleans()):
        spec["restartPolicy"] = "Always"
    spec = {key: spec[key] for key in draw(st.permutations(sorted(spec)))}
    pod: dict[str, object] = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web", "annotations": {"note": draw(texts)}},
        "spec": spec,
    }
    return {key: pod[key] for key in draw(st.permutations(sorted(pod)))}


def scalar(text: str, style: Style) -> str:
    if "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    if style.quote == "'":
        return "'" + text + "'"
    if style.quote == '"' or text in ("", "*", "null"):
        return '"' + text + '"'
    return text


def flow(tree: object, style: Style) -> str:
    if isinstance(tree, dict):
        pairs = (f"{key}: {flow(value, style)}" for key, value in tree.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(one, style) for one in tree) + "]"
    return scalar(str(tree), style._replace(quote=style.quote or '"'))


def block(tree: object, style: Style, indent: int = 0) -> list[str]:
    """The lines of a mapping or a list, from this column on."""
    margin = " " * indent
    lines: list[str] = []
    if isinstance(tree, list):
        for one in tree:
            inner = block(one, style, indent + 1 + style.wide)
            first = inner[0].strip() if isinstance(one, dict) else scalar(str(one), style)
            lines.append(margin + "-" + " " * style.wide + first)
            lines += inner[1:] if isinstance(one, dict) else []
            lines += [margin + "# after a member"] if style.comments else []
        return lines
    if not isinstance(tree, dict):
        return [scalar(str(tree), style)]
    for key, value in tree.items():
        in_flow = key == "env" and style.flow
        if str(value).endswith("\n") and not isinstance(value, dict | list):
            lines.append(f"{margin}{key}: |")
            lines += [f"{margin}  {line}" for line in str(value).splitlines()]
            continue
        if in_flow or not isinstance(value, dict | list) or not value:
            text = (
                flow(value, style) if isinstance(value, dict | list) else scalar(str(value), style)
            )
            lines.append(f"{margin}{key}: {text}" + (" # why" if style.comments else ""))
            continue
        lines.append(f"{margin}{key}:" + (" # why" if style.comments else ""))
        deeper = 2 if isinstance(value, dict) or style.indented else 0
        lines += block(value, style, indent + deeper)
    return lines


def text_of(items: list[dict[str, object]], style: Style, existing: str, **options: str) -> bytes:
    data = {**FIELDS, "existing": existing, **options}
    lines = ["apiVersion: config.kubernetes.io/v1", "kind: ResourceList", "functionConfig:"]
    lines += ["  apiVersion: v1", "  kind: ConfigMap", "  metadata:", "    name: proxy", "  data:"]
    lines += [f"    {key}: {value}" for key, value in data.items()]
    lines += ["items:", *block(items, style)]
    whole = style.final_newline or any("# two" in line for line in lines)
    return (style.eol.join(lines) + (style.eol if whole else "")).encode()


def answer(before: bytes, *options: str) -> Outcome:
    """What a run comes to, where it isn't refused for what looks like a former proxy's list: of that
    the oracle knows nothing.
    """
    outcome = run(before, *options)
    assume("beside which `no_proxy` must not change" not in outcome.stderr)
    return outcome


def judged(before: bytes, existing: str) -> None:
    outcome = answer(before)
    try:
        expected = oracle.expected(before, oracle.Settings(FIELDS, existing))
    except oracle.DiffersError:
        assert outcome.exit_code == 1
        assert oracle.answered(outcome.stdout) == oracle.answered(before)
        return
    assert outcome.exit_code == 0, outcome.stderr
    assert oracle.answered(outcome.stdout) == expected


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles)
def test_the_output_is_the_input_with_the_plan_applied_under_merge(
    items: list[dict[str, object]], style: Style
) -> None:
    judged(text_of(items, style, "merge"), "merge")


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles)
def test_the_output_is_the_input_with_the_plan_applied_under_replace(
    items: list[dict[str, object]], style: Style
) -> None:
    judged(text_of(items, style, "replace"), "replace")


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles)
def test_the_output_is_the_input_with_the_plan_applied_under_keep(
    items: list[dict[str, object]], style: Style
) -> None:
    judged(text_of(items, style, "keep"), "keep")


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles)
def test_a_value_that_differs_is_refused_under_error_and_nothing_is_changed(
    items: list[dict[str, object]], style: Style
) -> None:
    judged(text_of(items, style, "error"), "error")


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles, st.sampled_from(["merge", "replace"]))
def test_a_second_run_changes_nothing(
    items: list[dict[str, object]], style: Style, existing: str
) -> None:
    once = run(text_of(items, style, existing)).stdout
    assert run(once).stdout.startswith(once.rstrip())


@modestly
@given(
    st.lists(pods(), min_size=1, max_size=3), styles.map(lambda style: style._replace(flow=False))
)
def test_text_outside_the_inserted_lines_is_unchanged(
    items: list[dict[str, object]], style: Style
) -> None:
    before = without_our_names(text_of(items, style, "merge")).replace(b"env: []", b"env:")
    after = run(before).stdout
    assert oracle.only_our_lines_were_added(before, after[: after.rindex(b"results:")])


@modestly
@given(st.lists(pods(), min_size=1, max_size=3), styles, st.sampled_from(["merge", "keep"]))
def test_remove_takes_out_all_that_track_recorded(
    items: list[dict[str, object]], style: Style, existing: str
) -> None:
    assume(FIELDS["httpProxy"] not in repr(items))  # it would be recorded, and taken out, too
    before = text_of(items, style, existing, track='"true"', remove='"false"')
    tracked = run(before).stdout
    assert b"set-proxy-env" in tracked
    after = run(tracked.replace(b'remove: "false"', b'remove: "true"', 1)).stdout
    restored = after.replace(b'remove: "true"', b'remove: "false"', 1)
    assert unset(oracle.answered(restored)) == unset(oracle.answered(before))


def unset(tree: oracle.Tree) -> oracle.Tree:
    """The tree without what means the same as nothing: empty lists and maps, and null."""
    if isinstance(tree, list):
        return [unset(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    kept = {key: unset(one) for key, one in tree.items() if not oracle.is_null(one)}
    return {key: one for key, one in kept.items() if one not in ([], {})}


def without_our_names(text: bytes) -> bytes:
    for name in NAMES:
        text = text.replace(name.encode(), b"X" + name.encode())
    return text


@modestly
@given(pods(), styles)
def test_windows_and_unix_line_ends_mean_the_same(pod: dict[str, object], style: Style) -> None:
    unix = run(text_of([pod], style._replace(eol="\n"), "merge")).stdout
    windows = run(text_of([pod], style._replace(eol="\r\n"), "merge")).stdout
    assert windows.replace(b"\r\n", b"\n") == unix


@modestly
@given(pods(), styles)
def test_manifests_and_a_resource_list_are_edited_alike(
    pod: dict[str, object], style: Style
) -> None:
    text = (style.eol.join(block(pod, style)) + style.eol).encode()
    options = ("--http-proxy", FIELDS["httpProxy"], "--no-proxy", FIELDS["noProxy"])
    after = answer(text, *options).stdout
    chosen = {key: FIELDS[key] for key in ("httpProxy", "noProxy")}
    assert oracle.answered(after) == oracle.expected(text, oracle.Settings(chosen))
