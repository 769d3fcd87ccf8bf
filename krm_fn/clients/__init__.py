"""How HTTP clients read the proxy variables: one table, and what interprets it.

It may import nothing of the other rooms; it must never know YAML, nor Kubernetes.
"""
