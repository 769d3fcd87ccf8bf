"""The process around a run: arguments, files and streams, what people are shown, the exit status.

It may import every room; none may import it.
"""
