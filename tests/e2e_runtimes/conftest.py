from __future__ import annotations

from e2e_clients.conftest import network

__all__ = ["network"]
