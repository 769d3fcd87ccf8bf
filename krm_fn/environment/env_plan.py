"""The plan for one container's environment: what is wanted, edits on its entries, and what was
found there.

Nothing here knows how the entries are written.
"""

from __future__ import annotations

DIFFERS = "differs"
KEPT = "kept"
KEPT_FOR_ANOTHER = "kept-for-another"
KEPT_BESIDE_DUPLICATES = "kept-beside-duplicates"
DUPLICATES = "duplicates"
DISAGREEING = "disagreeing"
BESIDE_ANOTHER = "beside-another-proxy"
REFERS = "refers"
EARLY = "early"
LATE = "late"
UNDEFINED = "undefined-reference"
OLD_PROXY = "old-proxy"
CLOSED = "closed"
CONFIDENTIAL = "confidential"
TOO_LONG = "too-long"
ERRORS = (DIFFERS, CONFIDENTIAL, BESIDE_ANOTHER, TOO_LONG)
"""What forbids the edits."""
TOLD_ONCE = (DISAGREEING, REFERS, EARLY, LATE, UNDEFINED, OLD_PROXY)
"""What is told once for a workload, with all containers that it is found in."""
LONGEST_VARIABLE = 131_072
"""The bytes of NAME=VALUE, with the one that ends it, which Linux takes when it starts a program."""
IN_FLOW = "{"
"""The style of a `valueFrom` that stands in braces, in an entry that doesn't."""


class EnvVar:
    """One entry of a container's `env`.

    `value` is the literal ("" where there is only a name); None where `source` is set.
    `source` is the `valueFrom` as plain data; None for a literal.
    `style` is how `value` is written: "" (plain), "'", '"', "|" or ">"; None where there is none.
    Of a `source` only IN_FLOW says something.
    """

    __slots__ = ("name", "source", "style", "value")

    def __init__(
        self, name: str, value: str | None, source: object = None, style: str | None = '"'
    ) -> None:
        self.name = name
        self.value = value
        self.source = source
        self.style = style


class Variable:
    """A wanted variable: its two spellings and the content of both, a literal or a reference.

    `value` is the literal, escaped for the kubelet, "" where there is a `source`: a `valueFrom` as
    plain data. `items` are the items of `value` (escaped too) where it is a list of hosts, or of
    `options` for a JVM; otherwise None. A variable of one spelling has it twice. One that is an
    `aid` is there for the values of others, and is not added where none of them refers to it.
    `former` are values that a former configuration gave it.
    """

    __slots__ = ("aid", "former", "items", "lower", "options", "source", "upper", "value")

    def __init__(
        self,
        lower: str,
        upper: str,
        value: str,
        items: tuple[str, ...] | None = None,
        *,
        source: object = None,
        options: bool = False,
        aid: bool = False,
        former: tuple[str, ...] = (),
    ) -> None:
        self.aid = aid
        self.former = former
        self.lower = lower
        self.upper = upper
        self.value = value
        self.items = items
        self.source = source
        self.options = options

    @property
    def spellings(self) -> tuple[str, ...]:
        """All spellings, each once."""
        return (self.upper,) if self.lower == self.upper else (self.lower, self.upper)


class Append:
    """A new entry at the end, after earlier appends.

    Exactly one of these is its content: the literal `value`; the `valueFrom` of the entry at
    index `copy_of`, as that is written now; the `valueFrom` given as plain data in `source`.
    """

    __slots__ = ("copy_of", "name", "source", "value")

    def __init__(
        self, name: str, value: str | None, copy_of: int | None = None, source: object = None
    ) -> None:
        self.name = name
        self.value = value
        self.copy_of = copy_of
        self.source = source


class SetValue:
    """The entry at `index` becomes the literal `value`, whether it had a `value` or a `valueFrom`.

    `merged` is the end of `value` that was appended to the author's own; None for a replacement.
    """

    __slots__ = ("index", "merged", "value")

    def __init__(self, index: int, value: str, merged: str | None = None) -> None:
        self.index = index
        self.value = value
        self.merged = merged

    def is_too_long(self, name: str) -> bool:
        """Whether what was appended makes the variable of that name too long."""
        if self.merged is None or 4 * len(self.value) < LONGEST_VARIABLE - len(name):
            return False
        return len(f"{name}={self.value}".encode()) >= LONGEST_VARIABLE


class Restore:
    """The entry at `index` becomes `original` again: its literal in its style, its `valueFrom`,
    or, where `style` and `source` are None, a name alone."""

    __slots__ = ("index", "original")

    def __init__(self, index: int, original: EnvVar) -> None:
        self.index = index
        self.original = original


class Delete:
    """The entry at `index` goes away."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class Finding:
    """Something to tell about one container; `names` are the entries that it is about.

    DIFFERS (an error): entries that differ from what is wanted, under `existing: error`.
    KEPT: the author's entries that stay although they differ.
    KEPT_FOR_ANOTHER: the same for entries that another configuration recorded.
    KEPT_BESIDE_DUPLICATES: the same for entries whose other spelling occurs more than once.
    DUPLICATES: names that occur more than once.
    DISAGREEING: the spellings of one variable, which the author has set to different values.
    BESIDE_ANOTHER (an error): the entries with another proxy, of which all looks as a former
    configuration would have set it, and beside which noProxy would change.
    REFERS: an entry, then the new variables that it refers to although they come after it.
    EARLY: an entry that stays, then what the wanted value refers to, which comes after it.
    LATE: a proxy variable, then the variables that it refers to although they come after it.
    OLD_PROXY: other entries that have the host of a proxy which is replaced.
    UNDEFINED: a proxy variable, then what it refers to and nothing defines.
    CONFIDENTIAL (an error): the author's entries of whose values a password would be recorded.
    TOO_LONG (an error): the author's entries that are too long with what must be appended.
    CLOSED: the author's entries to which options must be appended, and which are a `valueFrom`.
    """

    __slots__ = ("kind", "names")

    def __init__(self, kind: str, names: tuple[str, ...]) -> None:
        self.kind = kind
        self.names = names

    @property
    def severity(self) -> str:
        """`error` for what forbids the edits."""
        return "error" if self.kind in ERRORS else "warning"

    def sentence(self, container: str) -> str:
        """The message, about a container called `container "app"` or the like."""
        names = ", ".join(f"`{name}`" for name in self.names)
        first, _, rest = names.partition(", ")
        return _SENTENCES[self.kind].format(container, names, first=first, rest=rest)


_SENTENCES = {
    DIFFERS: "{} sets {} to another value already, which `existing: error` forbids; "
    "remove it there, or write `existing: keep` or `existing: replace`",
    CONFIDENTIAL: "{} sets {} to a value with a user name or a password, which must not get into "
    "the record of `track`; delete it there, as it is to be replaced, or have it refer to a Secret, "
    "as in http://user:$(PROXY_PASSWORD)@proxy:3128",
    TOO_LONG: "{} sets {} itself, which would be longer than 128 KiB with what is to be appended, and "
    "Linux starts no program with such a variable; write domains and CIDRs for the hosts that are in "
    "them",
    KEPT: "{} keeps its own {}; set `existing: replace` to replace them",
    KEPT_FOR_ANOTHER: "{} keeps {} as another configuration recorded it; "
    "run that configuration with `remove: true` to take it out",
    KEPT_BESIDE_DUPLICATES: "{} keeps its own {}, since the other spelling occurs "
    "more than once in its `env`; remove all but one",
    DUPLICATES: "{} has {} more than once in its `env`, left as it is; "
    "remove all but one, server-side apply rejects duplicates",
    DISAGREEING: "{} sets {} to different values, left as they are; "
    "make them equal, clients differ in which one they read",
    CLOSED: "{} gets its {} by `valueFrom`, to which nothing can be appended; "
    "write the options where it comes from",
    BESIDE_ANOTHER: "{} has another proxy in {}, beside which `no_proxy` must not change; name its "
    "URL in `from` where a former configuration has set it, or name what is meant to differ in "
    "`exceptions`",
    REFERS: "{0} refers to {rest} in {first}, which comes earlier in its `env`; "
    "write the value there, the kubelet resolves references to earlier entries only",
    OLD_PROXY: "{} still has the host of the proxy that is replaced in {}; write the new one there, "
    "or have `variables` set what it knows of them",
    EARLY: "{0} keeps its own {first}, which comes before {rest} in its `env`, to which the wanted "
    "value refers; move {first} behind it, the kubelet resolves references to earlier entries only",
    LATE: "{0} refers to {rest} in {first}, which comes earlier in its `env`; "
    "move {first} behind it, the kubelet resolves references to earlier entries only",
    UNDEFINED: "{0} refers to {rest} in {first}, and nothing defines it: the process sees the "
    "reference as it is written; define it in the `env`, before {first}, or have `credentials` define it",
}


class EnvPlan:
    """What to do to one container's `env`. Indexes are those before any edit.

    `added` counts new entries, `updated` entries whose value changes, `removed` entries that go
    away, and `kept` entries that stay although they differ from what is wanted. `wrong` are the
    names whose value, the one that counts, stays another than what is wanted. `former` are the
    names whose value was a former configuration's and is changed; `ours` those that are this
    configuration's though they were there: all spellings of a variable that are as wanted, or were
    a former configuration's.
    """

    __slots__ = (
        "added",
        "edits",
        "findings",
        "former",
        "kept",
        "ours",
        "removed",
        "updated",
        "wrong",
    )

    def __init__(self) -> None:
        self.edits: list[ListEdit] = []
        self.findings: list[Finding] = []
        self.added = 0
        self.updated = 0
        self.kept = 0
        self.removed = 0
        self.wrong: list[str] = []
        self.former: list[str] = []
        self.ours: list[str] = []

    def add(self, edit: ListEdit) -> None:
        """Append `edit` and count it."""
        self.edits.append(edit)
        if isinstance(edit, Append):
            self.added += 1
        elif isinstance(edit, Delete):
            self.removed += 1
        else:
            self.updated += 1


ListEdit = Append | SetValue | Restore | Delete


def same_source(first: object, second: object) -> bool:
    """Whether two `valueFrom` refer to the same; `optional: false` is the default."""
    return first is not None and plain_source(first) == plain_source(second)


def plain_source(source: object) -> object:
    """A `valueFrom` without what is the default."""
    if not isinstance(source, dict):
        return source
    pairs = ((key, plain_source(value)) for key, value in source.items())
    return {key: value for key, value in pairs if not (key == "optional" and value is False)}


def escape(value: str) -> str:
    """`value` written so that the process sees exactly `value`, with its references resolved.

    The kubelet turns `$$` into `$` and resolves `$(NAME)`: every `$` is doubled but those that
    open a reference.
    """
    first, *others = value.split("$")
    return first + "".join(f"{'$' if _opens_reference(each) else '$$'}{each}" for each in others)


def _opens_reference(text: str) -> bool:
    """Whether a text goes on as a reference does behind its `$`: `(NAME)`."""
    name, closing, _ = text.removeprefix("(").partition(")")
    plain = name.replace("-", "_").replace(".", "_")
    opened = text.startswith("(") and bool(closing)
    return opened and plain.isascii() and plain.isidentifier()
