"""Where pods are: the kinds, the paths to their containers, and what the list says about them.

It may import the configuration, the wire and located text; it must never know what is set there.
"""
