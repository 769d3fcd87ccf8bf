"""Located text: YAML and JSON read with the place of every node, and edited by splices.

It may import nothing but what stops a run; it must never know Kubernetes.
"""
