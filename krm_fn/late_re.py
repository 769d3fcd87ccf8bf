"""The standard library's `re`, imported when a pattern is first used.

To import it takes longer than anything else that a small run does, and most small runs match no
pattern; nor is a pattern compiled before its first use. Modules that small runs import have
`from krm_fn import late_re as re`, and use it as they would use `re`; only flags are written within
the patterns, and what else they need of `re` they use within functions alone.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import *  # noqa: F403
else:

    class _Pattern:
        """What `re.compile` gives: a pattern that is compiled when it is first used."""

        def __init__(self, *given: object) -> None:
            self._given = given

        def __getattr__(self, name: str) -> object:
            import re

            found = self.__dict__[name] = getattr(re.compile(*self._given), name)
            return found

    compile = _Pattern  # noqa: A001 - the name that it has in `re`


def __getattr__(name: str) -> object:
    import re

    found = globals()[name] = getattr(re, name)
    return found
