"""What containers have, and what their clients do with it."""

from __future__ import annotations
