"""CustomResourceDefinitions in flow and in block style, and what is read of them."""

from __future__ import annotations

from krm_fn.workloads.crd_schema import Places

CONTAINER = """\
{properties: {name: {type: string}, image: {type: string}, env: {type: array, items: \
{properties: {name: {type: string}, value: {type: string}, valueFrom: {type: object}}}}}}"""
LIST = f"{{type: array, items: {CONTAINER}}}"
POD_SPEC = f"{{properties: {{containers: {LIST}, initContainers: {LIST}}}}}"
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: fleets.example.com
spec:
  group: example.com
  names:
    kind: Fleet
    plural: fleets
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec: SPEC
"""
BLOCK = """\
spec:
  group: example.com
  names:
    kind: Fleet
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: |-
          A fleet.

          containers:
            items: none
        properties:
          spec:
            properties:
              description:
                description: "What it is: in words"
                type: string
              replicas:
                default: 1
                format: int32
                minimum: 0
                type: integer
              sidecars:
                items:
                  properties:
                    env:
                      items:
                        properties:
                          name:
                            type: string
                          value:
                            description: >-
                              the value
                            type: string
                          valueFrom:
                            properties:
                              fieldRef:
                                type: object
                            type: object
                        required:
                        - name
                        type: object
                      type: array
                    image:
                      description: what runs,
                        in two lines
                      type: string
                    name:
                      type: string
                  required:
                    - name
                  type: object
                type: array
            required:
            - sidecars
            type: object
"""


def said(found: Places | None) -> object:
    """All that a definition says of a version; None where it does not have that."""
    return found and (found.rows, found.forbidden, found.opaque, found.single)
