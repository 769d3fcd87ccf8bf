"""A TransparentProxy carried out on a list: what must be in it, what is there, the difference.

It may import the checks and what is below them; it must never know how items are written.
"""
