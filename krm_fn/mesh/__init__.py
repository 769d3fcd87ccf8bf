"""The resources of Istio that send a pod's traffic through the proxy without any variable.

A room of pure functions: what a TransparentProxy says goes in, resources as plain data come out.
It may import the client table's coverage of hosts, and must never know how resources are read or
written.
"""
