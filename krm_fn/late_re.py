"""The standard library's `re`, imported when it is first used.

To import it takes longer than anything else that a small run does, and most small runs match no
pattern. Modules on the way of every run have `from krm_fn import late_re as re`, and use it within
functions alone.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import *  # noqa: F403


def __getattr__(name: str) -> object:
    import re

    found = globals()[name] = getattr(re, name)
    return found
