"""What lies in a package beside the workloads: CustomResourceDefinitions, ConfigMaps, Secrets."""

from __future__ import annotations

import base64
import random

from benchmarks.inputs.chance import WORDS, between, chance, pick, sentence

SCALARS = ("string", "integer", "boolean", "string")
SETTINGS = ("listen", "upstream", "timeout", "buffer", "header", "retries")


def custom_resource_definition(index: int, size: int) -> str:
    """A CustomResourceDefinition of about `size` bytes, nearly all of it openAPI schema."""
    choices = chance(index)
    kind = f"Widget{index:04d}"
    lines = _crd_head(kind)
    written = sum(len(line) + 1 for line in lines)
    while written < size:
        schema = _property(choices, f"field{len(lines)}", 16, depth=4)
        written += sum(len(line) + 1 for line in schema)
        lines += schema
    lines += ["    served: true", "    storage: true", "    subresources:", "      status: {}"]
    return "\n".join(lines) + "\n"


def _crd_head(kind: str) -> list[str]:
    plural = kind.lower() + "s"
    return f"""\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {plural}.example.com
  annotations:
    controller-gen.kubebuilder.io/version: v0.17.2
spec:
  group: example.com
  names:
    kind: {kind}
    listKind: {kind}List
    plural: {plural}
    singular: {kind.lower()}
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: {kind} is the Schema for the {plural} API
        type: object
        properties:
          spec:
            type: object
            properties:""".splitlines()


def _property(choices: random.Random, name: str, indent: int, depth: int) -> list[str]:
    margin = " " * (indent - 2)
    head = [f"{margin}{name}:", *_description(choices, indent)]
    shape = choices.random()
    if depth == 0 or shape < 0.45:
        return [*head, f"{margin}  type: {pick(choices, SCALARS)}"]
    if shape < 0.7:
        nested = _properties(choices, indent + 2, depth - 1)
        return [*head, f"{margin}  items:", *nested, f"{margin}  type: array"]
    return head + _properties(choices, indent, depth - 1)


def _properties(choices: random.Random, indent: int, depth: int) -> list[str]:
    margin = " " * indent
    lines = [f"{margin}properties:"]
    names = [f"{pick(choices, WORDS)}{number}" for number in range(between(choices, 2, 5))]
    for name in names:
        lines += _property(choices, name, indent + 4, depth)
    return [*lines, f"{margin}required:", f"{margin}- {names[0]}", f"{margin}type: object"]


def _description(choices: random.Random, indent: int) -> list[str]:
    margin = " " * indent
    text = [sentence(choices, between(choices, 6, 14)) for _ in range(between(choices, 1, 4))]
    if len(text) == 1:
        return [f"{margin}description: {text[0]}"]
    return [f"{margin}description: |-", *(f"{margin}  {line}" for line in text)]


def config_map(index: int) -> str:
    """A ConfigMap with one to three files in block scalars."""
    choices = chance(index)
    files = "".join(_config_file(choices, number) for number in range(between(choices, 1, 3)))
    return (
        f"""\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-{index:05d}
  annotations:
    example.com/reload: "true"
data:
"""
        + files
    )


def _config_file(choices: random.Random, number: int) -> str:
    head = f"  server-{number}.conf: |\n    # generated: do not edit\n\n"
    return head + "".join(
        f"    {pick(choices, SETTINGS)} {between(choices, 1, 9999)}; # note: a-{number}\n"
        for _ in range(between(choices, 10, 60))
    )


def secret(index: int) -> str:
    """A Secret with a certificate and a key, in base64 on one line each."""
    choices = chance(index)
    return f"""\
apiVersion: v1
kind: Secret
metadata:
  name: tls-{index:05d}
  annotations:
    example.com/rotate: 90d
type: kubernetes.io/tls
data:
  tls.crt: {_base64(choices, between(choices, 900, 1800))}
  tls.key: {_base64(choices, 1200)}
"""


def _base64(choices: random.Random, size: int) -> str:
    return base64.b64encode(bytes(int(choices.random() * 256) for _ in range(size))).decode()
