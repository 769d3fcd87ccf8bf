"""What a container must have: the variables, in their order, and the entries of noProxy.

It may import the configuration and the clients; it must never know YAML, nor where pods are.
"""
