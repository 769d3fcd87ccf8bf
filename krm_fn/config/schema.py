"""The JSON schema of the fields of a SetProxyEnv. Made by scripts/generate_schema.py: do not edit."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA: dict[str, Any] = {
    "additionalProperties": False,
    "properties": {
        "httpProxy": {
            "anyOf": [
                {
                    "type": "string",
                },
                {
                    "$ref": "#/$defs/ValueFrom",
                },
            ],
        },
        "httpsProxy": {
            "anyOf": [
                {
                    "type": "string",
                },
                {
                    "$ref": "#/$defs/ValueFrom",
                },
            ],
        },
        "allProxy": {
            "anyOf": [
                {
                    "type": "string",
                },
                {
                    "$ref": "#/$defs/ValueFrom",
                },
            ],
        },
        "credentials": {
            "$ref": "#/$defs/ProxyCredentials",
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
        "from": {
            "items": {
                "type": "string",
            },
            "type": "array",
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
        "exceptions": {
            "items": {
                "$ref": "#/$defs/ExceptionToValues",
            },
            "type": "array",
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
        "trustedCA": {
            "$ref": "#/$defs/TrustedCA",
        },
        "runtimes": {
            "items": {
                "enum": [
                    "java",
                    "node",
                ],
                "type": "string",
            },
            "type": "array",
        },
        "variables": {
            "items": {
                "enum": [
                    "grpc_proxy",
                    "no_grpc_proxy",
                    "npm_config_proxy",
                    "npm_config_https_proxy",
                    "npm_config_noproxy",
                    "YARN_HTTP_PROXY",
                    "YARN_HTTPS_PROXY",
                    "FTP_PROXY",
                    "RSYNC_PROXY",
                    "PIP_PROXY",
                    "CARGO_HTTP_PROXY",
                    "GLOBAL_AGENT_HTTP_PROXY",
                    "GLOBAL_AGENT_HTTPS_PROXY",
                    "GLOBAL_AGENT_NO_PROXY",
                ],
                "type": "string",
            },
            "type": "array",
        },
        "istioServiceEntry": {
            "default": False,
            "type": "boolean",
        },
        "proxyAddresses": {
            "items": {
                "type": "string",
            },
            "type": "array",
        },
        "verify": {
            "default": False,
            "type": "boolean",
        },
        "validate": {
            "type": "string",
        },
    },
    "type": "object",
    "$defs": {
        "BundleConfigMap": {
            "additionalProperties": False,
            "properties": {
                "name": {
                    "minLength": 1,
                    "type": "string",
                },
                "key": {
                    "default": "ca-bundle.crt",
                    "minLength": 1,
                    "type": "string",
                },
            },
            "required": [
                "name",
            ],
            "type": "object",
        },
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
        "CredentialsSecret": {
            "additionalProperties": False,
            "properties": {
                "name": {
                    "minLength": 1,
                    "type": "string",
                },
                "usernameKey": {
                    "default": "username",
                    "minLength": 1,
                    "type": "string",
                },
                "passwordKey": {
                    "default": "password",
                    "minLength": 1,
                    "type": "string",
                },
            },
            "required": [
                "name",
            ],
            "type": "object",
        },
        "CustomResources": {
            "additionalProperties": False,
            "properties": {
                "env": {
                    "default": False,
                    "type": "boolean",
                },
                "configMaps": {
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
        "ExceptionToValues": {
            "additionalProperties": False,
            "properties": {
                "selector": {
                    "$ref": "#/$defs/Selector",
                },
                "containers": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
                "variables": {
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
            },
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
        "ProxyCredentials": {
            "additionalProperties": False,
            "properties": {
                "secretRef": {
                    "$ref": "#/$defs/CredentialsSecret",
                },
            },
            "required": [
                "secretRef",
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
        "TrustedCA": {
            "additionalProperties": False,
            "properties": {
                "configMap": {
                    "$ref": "#/$defs/BundleConfigMap",
                },
                "mountPath": {
                    "default": "/etc/trusted-ca",
                    "minLength": 1,
                    "type": "string",
                },
                "env": {
                    "default": [
                        "SSL_CERT_FILE",
                        "REQUESTS_CA_BUNDLE",
                        "CURL_CA_BUNDLE",
                        "NODE_EXTRA_CA_CERTS",
                        "AWS_CA_BUNDLE",
                        "GIT_SSL_CAINFO",
                    ],
                    "items": {
                        "type": "string",
                    },
                    "type": "array",
                },
            },
            "required": [
                "configMap",
            ],
            "type": "object",
        },
        "ValueFrom": {
            "additionalProperties": False,
            "properties": {
                "valueFrom": {
                    "$ref": "#/$defs/ValueSource",
                },
            },
            "required": [
                "valueFrom",
            ],
            "type": "object",
        },
        "ValueSource": {
            "additionalProperties": False,
            "properties": {
                "secretKeyRef": {
                    "$ref": "#/$defs/KeyReference",
                },
                "configMapKeyRef": {
                    "$ref": "#/$defs/KeyReference",
                },
            },
            "type": "object",
        },
    },
}
