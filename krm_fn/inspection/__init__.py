"""What containers have, and what their clients do with it.

It may import every room but the command and the pipeline; it must never change a text.
"""

from __future__ import annotations
