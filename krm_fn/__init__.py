"""set-proxy-env: a KRM function that sets proxy environment variables in every pod template.

From Python it is `krm_fn.run(data, config)`, which gives an `Outcome` and raises `Malformed`. They
are imported when they are first used: `import krm_fn` by itself costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from krm_fn.errors import Malformed
    from krm_fn.transform import Outcome, run

__version__ = "0.1.0"

__all__ = ["Malformed", "Outcome", "__version__", "run"]


def __getattr__(name: str) -> object:
    if name == "Malformed":
        from krm_fn.errors import Malformed

        return Malformed
    if name in ("Outcome", "run"):
        from krm_fn import transform

        return getattr(transform, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
