"""The JSON schema of the fields of a TransparentProxy. Made by scripts/generate_schema.py: do not edit."""

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
        "mode": {
            "default": "hosts",
            "enum": [
                "hosts",
                "all",
            ],
            "type": "string",
        },
        "hosts": {
            "anyOf": [
                {
                    "const": "auto",
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
        "namespace": {
            "default": "istio-system",
            "minLength": 1,
            "type": "string",
        },
        "rootNamespace": {
            "default": "istio-system",
            "minLength": 1,
            "type": "string",
        },
        "tlsPorts": {
            "items": {
                "type": "integer",
            },
            "type": "array",
        },
        "httpPorts": {
            "items": {
                "type": "integer",
            },
            "type": "array",
        },
        "proxyAddresses": {
            "items": {
                "type": "string",
            },
            "type": "array",
        },
        "tls": {
            "$ref": "#/$defs/ProxyTLS",
        },
        "credentials": {
            "$ref": "#/$defs/Credentials",
        },
        "workloadSelector": {
            "additionalProperties": {
                "type": "string",
            },
            "type": "object",
        },
        "noServerName": {
            "default": "refuse",
            "enum": [
                "refuse",
                "address",
            ],
            "type": "string",
        },
        "istio": {
            "default": "1.22",
            "minLength": 1,
            "type": "string",
        },
        "gateway": {
            "$ref": "#/$defs/Gateway",
        },
        "remove": {
            "default": False,
            "type": "boolean",
        },
        "checks": {
            "$ref": "#/$defs/MeshChecks",
        },
    },
    "type": "object",
    "$defs": {
        "Credentials": {
            "additionalProperties": False,
            "properties": {
                "environment": {
                    "minLength": 1,
                    "type": "string",
                },
                "secretKeyRef": {
                    "$ref": "#/$defs/KeyReference",
                },
            },
            "required": [
                "environment",
            ],
            "type": "object",
        },
        "Gateway": {
            "additionalProperties": False,
            "properties": {
                "namespace": {
                    "minLength": 1,
                    "type": "string",
                },
                "selector": {
                    "additionalProperties": {
                        "type": "string",
                    },
                    "type": "object",
                },
                "service": {
                    "default": "istio-egressgateway",
                    "minLength": 1,
                    "type": "string",
                },
            },
            "required": [
                "namespace",
            ],
            "type": "object",
        },
        "KeyReference": {
            "additionalProperties": False,
            "properties": {
                "name": {
                    "minLength": 1,
                    "type": "string",
                },
                "key": {
                    "minLength": 1,
                    "type": "string",
                },
                "optional": {
                    "default": False,
                    "type": "boolean",
                },
            },
            "required": [
                "name",
                "key",
            ],
            "type": "object",
        },
        "MeshChecks": {
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
                "ignore": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
            },
            "type": "object",
        },
        "ProxyTLS": {
            "additionalProperties": False,
            "properties": {
                "caCertificates": {
                    "minLength": 1,
                    "type": "string",
                },
            },
            "required": [
                "caCertificates",
            ],
            "type": "object",
        },
    },
}
