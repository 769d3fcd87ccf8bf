"""A stream in which nothing is an object of Kubernetes: what another program says."""

from __future__ import annotations

import pytest
from run_function import Outcome, run

OPTIONS = ("--no-proxy", "localhost,127.0.0.1,::1")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Error: chart not found\n", "Error: chart not found"),
        ("# Source: web\n---\nError: chart not found\n", "Error: chart not found"),
        ("--- {error: none}\n", "{error: none}"),
        ('{"message": "not found"}', '{"message": "not found"}'),
        ("replicas: 1\n---\nimage: web\n", "replicas: 1"),
        ("a: " + "x" * 100 + "\n", "a: " + "x" * 77),
    ],
)
def test_it_is_refused_with_its_first_line(text: str, line: str) -> None:
    message = (
        f'must get manifests on stdin, objects with an `apiVersion` and a `kind`, got "{line}"'
    )
    assert run(text.encode(), *OPTIONS) == Outcome(b"", f"[error] {message}\n", 1)


def test_a_password_in_it_is_not_printed() -> None:
    outcome = run(b"Error: https://user:secret@example.com/ not found\n", *OPTIONS)
    assert outcome.exit_code == 1
    assert "secret" not in outcome.stderr


@pytest.mark.parametrize(
    "text", ["", "---\n", "# nothing\n", "null\n", "a: 1\n---\napiVersion: v1\nkind: Service\n"]
)
def test_a_stream_without_objects_or_with_some_is_not_refused(text: str) -> None:
    assert run(text.encode(), *OPTIONS).exit_code == 0
