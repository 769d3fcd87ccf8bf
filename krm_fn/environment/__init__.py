"""What a container must have: the variables in their order, the entries of noProxy, a CA bundle.

It may import the configuration and the clients; it must never know YAML, nor where pods are.
"""
