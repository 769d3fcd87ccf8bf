"""The configuration's JSON schema. Made by scripts/generate_schema.py: do not edit."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA: dict[str, Any] = {
    "additionalProperties": False,
    "properties": {
        "httpProxy": {
            "type": "string",
        },
        "httpsProxy": {
            "type": "string",
        },
        "allProxy": {
            "type": "string",
        },
        "noProxy": {
            "anyOf": [
                {
                    "type": "string",
                },
                {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
            ],
        },
        "existing": {
            "default": "merge",
            "enum": [
                "merge",
                "keep",
                "replace",
                "error",
            ],
            "type": "string",
        },
        "track": {
            "default": False,
            "type": "boolean",
        },
        "remove": {
            "default": False,
            "type": "boolean",
        },
    },
    "type": "object",
}
