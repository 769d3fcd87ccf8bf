"""What `track` writes down of a run, and how `remove` gives back what was there before.

It may import the rooms that say what is set (environment) and where (workloads), and those below;
it must never know the checks, nor how a list of variables is written.
"""
