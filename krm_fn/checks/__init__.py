"""What can be wrong with a configuration, a list or a workload: one table, and what applies it.

It may import the environment and what is below it; it must never change what it checks.
"""
