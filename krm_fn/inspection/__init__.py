"""What containers have, and what their clients do with it.

It may import the rooms below it; it must never change a text.
"""
