"""set-proxy-env: a KRM function that sets proxy environment variables in every pod template."""

__version__ = "0.1.0"
