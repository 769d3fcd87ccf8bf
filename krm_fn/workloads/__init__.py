"""Where pods are: the kinds, the paths to their containers, and who is to be set at all.

It may import the configuration and located text; it must never know what a container is to have.
"""
