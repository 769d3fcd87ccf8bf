"""What is wrong with the form of noProxy entries, whoever wrote them.

An entry is a host, a domain, an address or a CIDR; what a form is worth in which client is another
matter (see the client table). A finding names the check (without the `no-proxy-` that all have),
the entries as they are written, and what to write instead.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Finding = tuple[str, str, str]
    """check, entries, instead"""

_MARKS = "\"'`{}\\"
_ESCAPES = ("\\n", "\\r", "\\t")
"""White space as it is written in quotes, which nothing has read as such."""
_SEPARATORS = (";", "|")
HOSTS_THEMSELVES = "the hosts themselves"
HOST_ALONE = "the host alone"


def is_plain(entry: str) -> bool:
    """Whether there can be nothing wrong with an entry; cheap, and no for some that are right."""
    if entry.isalnum():
        return not entry.isdecimal()
    if entry in ("127.0.0.1", "::1"):
        return True
    host, slash, length = entry.removeprefix("*.").partition("/")
    letters = host.replace(".", "").replace("-", "")
    if slash or letters.isdecimal():
        whole = _are_octets(host.split("."))
        return whole and (not slash or (length.isdecimal() and int(length) <= 32))
    return letters.isalnum()


def findings(entries: Sequence[str]) -> list[Finding]:
    """All that is wrong with the entries, in their order."""
    opened = [index for index, each in enumerate(entries) if "{{" in each]
    closed = [index for index, each in enumerate(entries) if "}}" in each]
    found: list[Finding] = []
    if opened and closed and opened[0] <= closed[-1]:
        template = " ".join(entries[opened[0] : closed[-1] + 1])
        found.append(("placeholder", template, HOSTS_THEMSELVES))
        entries = [*entries[: opened[0]], *entries[closed[-1] + 1 :]]
    for entry in entries:
        if not is_plain(entry):
            found += _of_entry(entry)
    return found


def _of_entry(entry: str) -> Iterator[Finding]:
    """What is wrong with an entry: the first that is told of it."""
    separator = next((mark for mark in _SEPARATORS if mark in entry), "")
    if "://" in entry:
        rest = entry.strip(_MARKS + "[]").partition("://")[2]
        host = _without_port(rest.rpartition("@")[2].partition("/")[0])
        is_host = host and "$" not in host and (":" not in host or _is_address(host))
        yield "scheme", entry, host if is_host else HOST_ALONE
    elif _is_placeholder(entry):
        yield "placeholder", entry, HOSTS_THEMSELVES
    elif "$(" in entry:
        return
    elif any(mark in entry for mark in _MARKS) or _has_list_brackets(entry):
        yield "marks", entry, _without_marks(entry) or HOSTS_THEMSELVES
    elif separator:
        parts = [part for part in entry.split(separator) if part]
        yield "semicolon" if separator == ";" else "bar", entry, ",".join(parts)
    elif "/" in entry:
        yield from _of_cidr(entry)
    elif "*" in entry[1:]:
        yield from _of_pattern(entry)
    else:
        yield from _of_host(entry)


def _is_placeholder(entry: str) -> bool:
    """Whether a shell, a batch file or a template was meant to fill an entry in."""
    name = entry.lstrip("\"'").removeprefix("$")
    is_name = name[:1].isalpha() or name.startswith("_")
    shell = entry.lstrip("\"'").startswith("$") and is_name
    batch = len(entry) > 2 and entry.startswith("%") and entry.endswith("%")
    command = entry.startswith("$((") or ("$(" in entry and ")" not in entry)
    return shell or batch or command or "${" in entry or "{{" in entry or "}}" in entry


def _without_marks(entry: str) -> str:
    """An entry without the marks around it, and with commas for white space that is spelled out."""
    for escape in _ESCAPES:
        entry = entry.replace(escape, ",")
    parts = (part.strip(_MARKS + "[]") for part in entry.split(","))
    return ",".join(filter(None, parts))


def _has_list_brackets(entry: str) -> bool:
    """Whether brackets are those of a list, and not those of an IPv6 address."""
    if "[" not in entry and "]" not in entry:
        return False
    address, closing, _ = entry[1:].partition("]")
    return not (entry.startswith("[") and closing and ":" in address)


def _of_cidr(entry: str) -> Iterator[Finding]:
    host, _, length = entry.partition("/")
    numbers = host.split(".")
    if ":" in host and not host.startswith("["):
        if length.isdecimal() and _is_address(host):
            if int(length) > 128:
                yield "prefix", entry, "128"
            return
    elif all(map(str.isdecimal, numbers)):
        whole = [*numbers, *["0"] * (4 - len(numbers))]
        bits = length if length.isdecimal() else _bits_of(length)
        if not _are_octets(whole):
            yield "host", entry, "numbers of at most 255"
        elif bits and int(bits) > 32:
            yield "prefix", entry, "32"
        elif bits and (whole != numbers or bits != length):
            yield "netmask", entry, f"{'.'.join(whole)}/{bits}"
        elif not bits:
            yield "path", entry, host
        return
    yield "path", entry, host or HOST_ALONE


def _of_pattern(entry: str) -> Iterator[Finding]:
    """An entry with a `*` that is not at its start."""
    host, colon, port = entry.partition(":")
    if colon and port == "*" and "*" not in host[1:]:
        yield "host", entry, host
        return
    numbers = [part for part in entry.split(".") if part.isdecimal()]
    of_address = entry == ".".join(numbers) + ".*" and _are_octets([*numbers, *"0" * 4][:4])
    octets = [*numbers, *["0"] * 4][:4]
    yield "pattern", entry, f"{'.'.join(octets)}/{8 * len(numbers)}" if of_address else _tail(entry)


def _tail(entry: str) -> str:
    """The domain behind the last `*` of a pattern."""
    domain = entry.rpartition("*")[2]
    return domain if domain.startswith(".") and len(domain) > 1 else "the names one by one"


def _of_host(entry: str) -> Iterator[Finding]:
    host, colon, port = entry.rpartition(":")
    if "@" in entry:
        yield "host", entry, _without_port(entry.rpartition("@")[2]) or HOST_ALONE
    elif entry == "<local>":
        yield "host", entry, "the short names of Services, as the preset `services` does"
    elif entry.startswith("#"):
        yield "host", entry, "the list without the comment"
    elif entry.strip(".-") == "":
        yield "host", entry, "a domain such as .example.com"
    elif colon and ":" not in host and not (port.isdecimal() and 1 <= int(port) <= 65535):
        yield "host", entry, host or HOST_ALONE
    elif any(char in entry for char in "<>()&!?=#"):
        yield "host", entry, HOST_ALONE
    else:
        yield from _of_numbers(entry, _without_port(entry).strip("."))


def _of_numbers(entry: str, host: str) -> Iterator[Finding]:
    """What has numbers and dots alone must be an address; Node.js also takes two of them as a range."""
    numbers = host.split(".")
    if not all(map(str.isdecimal, numbers)):
        is_range = all(map(_is_address, host.split("-")))
        if len(numbers) > 1 and host.replace(".", "").replace("-", "").isdecimal() and not is_range:
            yield "host", entry, "CIDRs in place of a range"
        return
    if len(numbers) < 4 and all(int(number) <= 255 for number in numbers):
        octets = [*numbers, *["0"] * 4][:4]
        yield "host", entry, f"{'.'.join(octets)}/{8 * len(numbers)}"
    elif not _is_address(host):
        yield "host", entry, "an address of four numbers of at most 255"


def _are_octets(numbers: Sequence[str]) -> bool:
    return len(numbers) == 4 and all(
        number.isdecimal() and len(number) <= 3 and int(number) <= 255 for number in numbers
    )


def _without_port(entry: str) -> str:
    from krm_fn.clients.coverage import bare_host

    return bare_host(entry)


def _is_address(text: str) -> bool:
    from krm_fn.clients.coverage import is_valid_address

    return is_valid_address(text)


def _bits_of(netmask: str) -> str:
    """The prefix length that a netmask stands for; "" where it is none."""
    import ipaddress

    try:
        return str(ipaddress.ip_network(f"0.0.0.0/{netmask}").prefixlen)
    except ValueError:
        return ""
