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
        "noProxyPresets": {
            "items": {
                "enum": [
                    "localhost",
                    "cluster",
                    "services",
                    "aws",
                    "gcp",
                    "azure",
                ],
                "type": "string",
            },
            "type": "array",
        },
        "clusterDomain": {
            "default": "cluster.local",
            "minLength": 1,
            "type": "string",
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
        "podPaths": {
            "items": {
                "$ref": "#/$defs/PodPath",
            },
            "type": "array",
        },
        "customResources": {
            "$ref": "#/$defs/CustomResources",
        },
        "selectors": {
            "items": {
                "$ref": "#/$defs/Selector",
            },
            "type": "array",
        },
        "exclude": {
            "items": {
                "$ref": "#/$defs/Selector",
            },
            "type": "array",
        },
        "containers": {
            "$ref": "#/$defs/Containers",
        },
        "mode": {
            "default": "optOut",
            "enum": [
                "optOut",
                "optIn",
            ],
            "type": "string",
        },
        "checks": {
            "$ref": "#/$defs/Checks",
        },
    },
    "type": "object",
    "$defs": {
        "Checks": {
            "additionalProperties": False,
            "properties": {
                "level": {
                    "default": "warn",
                    "enum": [
                        "warn",
                        "error",
                        "off",
                    ],
                    "type": "string",
                },
                "clients": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
                "ignore": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
            },
            "type": "object",
        },
        "Containers": {
            "additionalProperties": False,
            "properties": {
                "include": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
                "exclude": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
                "init": {
                    "default": True,
                    "type": "boolean",
                },
                "ephemeral": {
                    "default": False,
                    "type": "boolean",
                },
            },
            "type": "object",
        },
        "CustomResources": {
            "additionalProperties": False,
            "properties": {
                "env": {
                    "default": False,
                    "type": "boolean",
                },
                "embedded": {
                    "default": False,
                    "type": "boolean",
                },
                "structural": {
                    "default": True,
                    "type": "boolean",
                },
            },
            "type": "object",
        },
        "PodPath": {
            "additionalProperties": False,
            "properties": {
                "group": {
                    "type": "string",
                },
                "version": {
                    "type": "string",
                },
                "kind": {
                    "type": "string",
                },
                "path": {
                    "minLength": 1,
                    "type": "string",
                },
            },
            "required": [
                "path",
            ],
            "type": "object",
        },
        "Selector": {
            "additionalProperties": False,
            "properties": {
                "apiVersion": {
                    "type": "string",
                },
                "kind": {
                    "type": "string",
                },
                "name": {
                    "type": "string",
                },
                "namespace": {
                    "type": "string",
                },
                "labels": {
                    "additionalProperties": {
                        "type": "string",
                    },
                    "type": "object",
                },
                "annotations": {
                    "additionalProperties": {
                        "type": "string",
                    },
                    "type": "object",
                },
            },
            "type": "object",
        },
    },
}
