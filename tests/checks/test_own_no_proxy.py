"""An author's own noProxy is checked as that of the configuration."""

from __future__ import annotations

import pytest
from checks.in_workload import deployment, messages


def own(value: str) -> list[str]:
    return messages(
        deployment(f"""\
        - name: web
          image: web
          env:
          - {{name: OTHER, value: .svc}}
          - name: NO_PROXY
            value: '{value}'
""")
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "https://kubernetes.default.svc:443,.svc",
            'has "https://kubernetes.default.svc:443" in its own `NO_PROXY`: entries of noProxy are '
            "hosts, domains, addresses and CIDRs, and no client takes a URL for one; write "
            '"kubernetes.default.svc"',
        ),
        (
            "a;b;c",
            'has "a;b;c" in its own `NO_PROXY`: it is part of an entry, and no client takes it for a '
            'separator; write "a,b,c"',
        ),
        (
            '".svc",.x',
            'has "".svc"" in its own `NO_PROXY`: they are a part of it, and no host has them; write '
            '".svc"',
        ),
        (
            "a b",
            "has white space between entries of its own `NO_PROXY`: the list is written with commas, "
            "since many clients take white space for a part of an entry; write commas",
        ),
    ],
)
def test_an_authors_own_no_proxy_is_checked(value: str, message: str) -> None:
    assert own(value) == [f'container "web" {message}']


@pytest.mark.parametrize("value", ["a.example.com,.svc", "a, b", "*", "", "10.0.0.0/8", "$(OTHER)"])
def test_an_authors_own_no_proxy_is_right(value: str) -> None:
    assert [each for each in own(value) if "keeps its own" not in each] == []
