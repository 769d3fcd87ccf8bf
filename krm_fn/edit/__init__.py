"""An item edited: its workloads planned and written, what is shared written out, all of it told.

It may import the rooms below it; it must never know where an item's text came from, nor where it
goes.
"""
