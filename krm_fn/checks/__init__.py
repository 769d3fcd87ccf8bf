"""What can be wrong with a configuration, a list or a workload: one table, and what applies it.

It may import the rooms that say what is set (environment) and where (workloads), and those below;
it must never know what is edited or recorded.
"""
