"""The process around a run: arguments, files, streams, what is shown to people, and the exit status.

It may import every room; no room imports it.
"""
