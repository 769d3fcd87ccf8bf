from __future__ import annotations

import os
import subprocess

import pytest

from e2e_clients.grid import NAMESPACES, Cell, run
from e2e_clients.programs import PROGRAMS


def unavailable(reason: str) -> None:
    """Skip, or fail where everything has to be there: in continuous integration."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def network() -> None:
    """A network of its own can be made, with a forward proxy in it."""
    for command in (["unshare", "--version"], ["ip", "-V"], ["tinyproxy", "-v"]):
        try:
            subprocess.run(command, capture_output=True, check=True)
        except OSError:
            unavailable(f"needs {command[0]}: scripts/install-clients installs it")
    tried = subprocess.run([*NAMESPACES, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        unavailable(f"needs network namespaces: {tried.stderr.strip()}")


@pytest.fixture(scope="session")
def installed() -> list[str]:
    return [name for name, program in PROGRAMS.items() if program.missing() is None]


@pytest.fixture(scope="session")
def cells(network: None, installed: list[str]) -> list[Cell]:
    return run(installed)
