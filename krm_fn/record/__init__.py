"""What `track` wrote down of a run, and how `remove` gives back what was there before.

It may import the environment and what is below it; it must never know how edits are spliced.
"""
