"""The functionConfig: the objects that it can be, its fields, and what is wrong with one, in words.

It may import the clients; it must never know YAML, nor what is in the list.
"""
