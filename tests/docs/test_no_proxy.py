"""What docs/no-proxy.md says beyond the table."""

from __future__ import annotations

from pathlib import Path

from e2e_clients.programs import PROGRAMS
from set_manifests import apply, deployment

from krm_fn.clients.table import CLIENTS

TEXT = " ".join((Path(__file__).parents[2] / "docs" / "no-proxy.md").read_text().split())


def test_the_clients_that_are_not_run_are_named() -> None:
    titles = [row.title for row in CLIENTS if row.name not in PROGRAMS]
    assert titles == ["Fluent Bit", ".NET HttpClient"]
    assert f"Not run are {' and '.join(titles)}: " in TEXT


def test_no_spelling_alone_is_read_by_all_clients_so_that_no_setting_writes_one() -> None:
    assert "The upper-case ones alone are nothing to GNU wget, BusyBox wget, wget2" in TEXT
    assert "the lower-case ones alone are nothing to Fluent Bit." in TEXT
    done = apply(deployment("web"), spelling="lower")
    assert done.exit_code == 1
    assert done.results[0]["message"].startswith("unknown field `spec.spelling`: ")
