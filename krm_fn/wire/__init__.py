"""What comes in and goes out: a text cut into items, and the results put where they belong.

It may import located text; it must never know proxies, nor where pods are.
"""
