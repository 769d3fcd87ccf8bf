"""IPv4 networks as regular expressions over the text of addresses, small enough for Envoy."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipaddress import IPv4Network

_ANY = "[0-9]+"


def octets(network: IPv4Network) -> str:
    r"""The addresses of a network: `10\.[0-9]+\.[0-9]+\.[0-9]+` for 10.0.0.0/8."""
    first, last = network[0].packed, network[-1].packed
    return r"\.".join(map(_octet, first, last))


def _octet(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if (first, last) == (0, 255):
        return _ANY
    parts = [
        part
        for lowest, highest in ((0, 9), (10, 99), (100, 199), (200, 255))
        if first <= highest and last >= lowest
        for part in _of_a_length(max(first, lowest), min(last, highest))
    ]
    return parts[0] if len(parts) == 1 and "|" not in parts[0] else f"({'|'.join(parts)})"


def _of_a_length(first: int, last: int) -> list[str]:
    """The numbers from `first` to `last`, which have equally many digits and the same hundred."""
    tens: dict[int, tuple[int, int]] = {}
    for number in range(first, last + 1):
        ten, digit = divmod(number, 10)
        tens[ten] = (tens.get(ten, (digit, digit))[0], digit)
    whole = [ten for ten, digits in tens.items() if digits == (0, 9)]
    parts = [f"{ten or ''}{_digits(*digits)}" for ten, digits in tens.items() if ten not in whole]
    if whole and whole[0] == 0:
        return ["[0-9]", *parts]
    if whole:
        hundred = whole[0] // 10 or ""
        parts.append(f"{hundred}{_digits(whole[0] % 10, whole[-1] % 10)}[0-9]")
    return parts


def _digits(first: int, last: int) -> str:
    return str(first) if first == last else f"[{first}-{last}]"
