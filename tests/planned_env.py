"""Environments as tests write them, and what the edits of a plan make of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from krm_fn.environment.env_plan import Delete, EnvPlan, EnvVar, Restore, SetValue, Variable

HTTP = Variable("http_proxy", "HTTP_PROXY", "http://p:1")
NO = Variable("no_proxy", "NO_PROXY", "svc,local", ("svc", "local"))
SECRET = {"secretKeyRef": {"name": "proxy", "key": "url"}}
OTHER_SECRET = {"secretKeyRef": {"name": "other", "key": "url"}}

MODES = ["merge", "keep", "replace", "error"]

# An entry as a test writes it: a name with a literal or the data of a valueFrom.
Pair = tuple[str, object]


def entries(*pairs: Pair) -> list[EnvVar]:
    return [
        EnvVar(name, content) if isinstance(content, str) else EnvVar(name, None, content)
        for name, content in pairs
    ]


def pairs(env: Sequence[EnvVar]) -> list[Pair]:
    return [(entry.name, entry.source if entry.value is None else entry.value) for entry in env]


def applied(env: Sequence[EnvVar], made: EnvPlan) -> list[EnvVar]:
    """What the edits of a plan make of `env`."""
    after: list[EnvVar | None] = list(env)
    for edit in made.edits:
        if isinstance(edit, Delete):
            after[edit.index] = None
        elif isinstance(edit, Restore):
            after[edit.index] = edit.original
        elif isinstance(edit, SetValue):
            after[edit.index] = EnvVar(env[edit.index].name, edit.value)
        else:
            source = edit.source if edit.copy_of is None else env[edit.copy_of].source
            after.append(EnvVar(edit.name, edit.value, source))
    return [entry for entry in after if entry is not None]


def counts(made: EnvPlan) -> tuple[int, int, int, int]:
    return (made.added, made.updated, made.kept, made.removed)


NAME = st.sampled_from(
    ["A", "http_proxy", "HTTP_PROXY", "Http_Proxy", "no_proxy", "NO_PROXY", "all_proxy"]
)
CONTENT = st.one_of(
    st.sampled_from(["http://p:1", "svc,local", "local", "a, b,", "x", "", "*", "$(http_proxy)"]),
    st.sampled_from([SECRET, OTHER_SECRET]),
)
ENV = st.lists(st.tuples(NAME, CONTENT), max_size=6)
SEVERAL = [
    HTTP,
    Variable("https_proxy", "HTTPS_PROXY", "http://p:2"),
    NO,
    Variable("all_proxy", "ALL_PROXY", "socks5://p:3"),
]
WANTED = st.lists(st.sampled_from(SEVERAL), unique=True).map(
    lambda chosen: sorted(chosen, key=SEVERAL.index)
)
MODE = st.sampled_from(MODES)
