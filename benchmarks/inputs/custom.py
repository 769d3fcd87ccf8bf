"""Custom resources whose containers only their CustomResourceDefinitions tell of."""

from __future__ import annotations

from benchmarks.inputs.bystanders import custom_resource_definition
from benchmarks.inputs.chance import between, chance

KINDS = 20
"""How many kinds the instances are of: the definitions of the first ones are there early."""

CONTAINERS = """\
              workers:
                items:
                  properties:
                    containers:
                      items:
                        properties:
                          env:
                            items:
                              properties:
                                name:
                                  type: string
                                value:
                                  type: string
                                valueFrom:
                                  type: object
                              type: object
                            type: array
                          image:
                            type: string
                          name:
                            type: string
                        type: object
                      type: array
                  type: object
                type: array
"""


def definition(index: int, size: int) -> str:
    """A CustomResourceDefinition of about `size` bytes that has containers among its fields."""
    text = custom_resource_definition(index, max(size - len(CONTAINERS), 0))
    return text.replace("    served: true\n", CONTAINERS + "    served: true\n")


def instance(index: int) -> str:
    """An object of one of the kinds, with one to four containers."""
    choices = chance(index)
    containers = "".join(
        f"""\
    - name: worker-{number}
      image: registry.example.com/worker-{number}:1.{index}
      args: ["--shard", "{number}"]
      env:
      - name: SHARD
        value: "{number}"
"""
        for number in range(between(choices, 1, 4))
    )
    return f"""\
apiVersion: example.com/v1
kind: Widget{index % KINDS:04d}
metadata:
  name: widget-{index:05d}
  annotations:
    example.com/owner: data
spec:
  workers:
  - containers:
{containers}"""
