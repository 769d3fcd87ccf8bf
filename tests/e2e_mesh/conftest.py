from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .lab import Lab
from .mesh import PROGRAMS


def _leave(reason: str) -> None:
    """Skip the tests; in CI they fail."""
    if "CI" in os.environ:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The lab; what it needs is installed by `make e2e-mesh`."""
    missing = [each for each in ("envoy", "pilot", "istioctl") if not (PROGRAMS / each).exists()]
    if missing:
        _leave(f"missing {', '.join(missing)}: run scripts/install-mesh")
    if os.geteuid() != 0:
        _leave("network namespaces and redirects need root")
    made = Lab()
    try:
        made.build()
        yield made
    finally:
        made.close()
