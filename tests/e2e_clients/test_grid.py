"""Real clients, a real proxy, and the rule table: they must say the same in every cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from e2e_clients.conftest import unavailable
from e2e_clients.document import grid_document
from e2e_clients.grid import Cell
from e2e_clients.programs import PROGRAMS

DOCUMENT = Path(__file__).parents[2] / "docs" / "client-grid.md"


@pytest.mark.parametrize("client", PROGRAMS)
def test_a_client_does_what_its_row_says(client: str, cells: list[Cell]) -> None:
    missing = PROGRAMS[client].missing()
    if missing:
        unavailable(f"{client} needs {missing}: scripts/install-clients installs it")
    wrong = [str(cell) for cell in cells if cell.client == client and not cell.agrees]
    assert wrong == []


def test_the_grid_is_as_large_as_promised(
    cells: list[Cell], capsys: pytest.CaptureFixture[str]
) -> None:
    clients = {cell.client for cell in cells}
    pairs = {(cell.case.entry, cell.url) for cell in cells}
    agreeing = sum(cell.agrees for cell in cells)
    with capsys.disabled():
        print(
            f"\n{agreeing} of {len(cells)} cells agree:"
            f" {len(clients)} clients, {len(pairs)} pairs of a noProxy value and a URL"
        )
    if len(clients) < len(PROGRAMS):
        unavailable("some clients are not installed")
    assert len(clients) >= 15
    assert len(pairs) >= 50


def test_the_published_grid_is_current(
    cells: list[Cell], installed: list[str], request: pytest.FixtureRequest
) -> None:
    if len(installed) < len(PROGRAMS):
        unavailable("some clients are not installed")
    versions = {name: PROGRAMS[name].version_text() for name in installed}
    made = grid_document(cells, versions)
    before = DOCUMENT.read_text() if DOCUMENT.exists() else ""
    if request.config.getoption("--update-fixtures") and made != before:
        DOCUMENT.write_text(made)
        pytest.fail(f"{DOCUMENT} was rewritten: read the difference, then run again")
    assert without_versions(made) == without_versions(before)


def without_versions(text: str) -> str:
    return re.sub(r"(?m)^(\| `[\w-]+` \| (?!http)[^|]* \|)[^|]*\|", r"\1 |", text)
