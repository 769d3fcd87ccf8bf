"""Proxy URLs: what is refused, what is warned about, and what is never shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.clients.proxy_url import check
from krm_fn.shown import printable, redact
from krm_fn.user_information import holds_reference

ACCEPTED = [
    "http://proxy.example.com:3128",
    "http://proxy:80",
    "https://proxy",
    "socks5://proxy",
    "http://$(PROXY)",
    "http://proxy.:3128",
    "HTTP://proxy:3128",
    "https://proxy.example.com:443",
    "socks5://10.0.0.1:1080",
    "socks5h://proxy_1.example.com:1",
    "http://[fd00::1]:65535",
    "http://[::1]:3128",
    "http://[fe80::1%25eth0]:3128",
    "http://user@proxy:3128",
    "http://münchen.example:3128",
    "$(PROXY)",
    "$(HOST):$(PORT)",
    "$(SCHEME)://proxy:3128",
    "http://$(HOST):$(PORT)",
    "http://$(USER):$(PASS)@$(HOST):$(PORT)",
    "http://user:$(PASS)@proxy:3128",
    "http://[$(ADDRESS)]:3128",
    "http://proxy:3128/$(PATH)",
]

REFUSED = [
    ("", "empty", 'must not be empty: write a URL such as "http://proxy.example.com:3128"'),
    (
        " http://proxy:3128",
        "white-space",
        'must not contain white space, got " http://proxy:3128"',
    ),
    (
        "http://proxy:3128\n",
        "white-space",
        'must not contain white space, got "http://proxy:3128\\n"',
    ),
    (
        "http://proxy.example.com other",
        "white-space",
        'must not contain white space, got "http://proxy.example.com ***"',
    ),
    (
        "http://user:my secret@proxy",
        "white-space",
        'must not contain white space, got "http://user:***@proxy"',
    ),
    (
        "http://proxy:3128\x00",
        "characters",
        'must not contain control or invisible characters, got "http://proxy:***"',
    ),
    (
        "\u200bproxy",
        "characters",
        'must not contain control or invisible characters, got "***"',
    ),
    (
        "ftp://proxy:3128",
        "scheme",
        'must have the scheme http, https, socks5 or socks5h, got "ftp://proxy:3128"',
    ),
    (
        "://proxy:3128",
        "scheme",
        'must have the scheme http, https, socks5 or socks5h, got "://proxy:3128"',
    ),
    (
        "http:/proxy:3128",
        "host",
        'must have :// after the scheme, got "http:/***"',
    ),
    (
        "http://",
        "host",
        'must have a host, as in http://proxy.example.com:3128, got "http://"',
    ),
    (
        "http://:3128",
        "host",
        'must have a host, as in http://proxy.example.com:3128, got "http://:3128"',
    ),
    (
        "http://fd00::1:3128",
        "host",
        'must have an IPv6 address in brackets, as in http://[fd00::1]:3128, got "http://fd00:***"',
    ),
    (
        "http://[fd00::1:3128",
        "host",
        (
            "must have an IPv6 address between brackets, as in http://[fd00::1]:3128, "
            'got "http://***:***"'
        ),
    ),
    (
        "http://[10.0.0.1]:3128",
        "host",
        (
            "must have an IPv6 address between brackets, as in http://[fd00::1]:3128, "
            'got "http://***]:3128"'
        ),
    ),
    (
        "http://[proxy]:3128",
        "host",
        (
            "must have an IPv6 address between brackets, as in http://[fd00::1]:3128, "
            'got "http://***]:3128"'
        ),
    ),
    (
        "http://[fd00::1]3128",
        "host",
        (
            "must have an IPv6 address between brackets, as in http://[fd00::1]:3128, "
            'got "http://[fd00::1]:***"'
        ),
    ),
    ("http://proxy:", "port", 'must have a port from 1 to 65535, got "http://proxy:"'),
    ("http://proxy:0", "port", 'must have a port from 1 to 65535, got "http://proxy:0"'),
    ("http://proxy:65536", "port", 'must have a port from 1 to 65535, got "http://proxy:65536"'),
    ("http://proxy:port", "port", 'must have a port from 1 to 65535, got "http://proxy:***"'),
    ("http://[::1]:port", "port", 'must have a port from 1 to 65535, got "http://[::1]:***"'),
    ("http://proxy:٣١٢٨", "port", 'must have a port from 1 to 65535, got "http://proxy:***"'),
    (
        "http://user:p@ss@proxy:3128",
        "user-information",
        (
            "must have the characters @ # / ? of its user name and password percent-encoded "
            '(%40 %23 %2F %3F), got "http://user:***@proxy:3128"'
        ),
    ),
    (
        "http://user:p#s/s@proxy:3128",
        "user-information",
        (
            "must have the characters @ # / ? of its user name and password percent-encoded "
            '(%40 %23 %2F %3F), got "http://user:***@proxy:3128"'
        ),
    ),
]

WARNED = [
    (
        "proxy:3128",
        "no-scheme",
        'has no scheme, which some clients refuse: write "http://proxy:3128"',
    ),
    (
        "http://user:secret@proxy:3128",
        "password",
        (
            "has a password that all who can read the manifests can read: take it from a Secret by "
            '`credentials`, got "http://user:***@proxy:3128"'
        ),
    ),
    (
        "http://proxy:3128/",
        "path",
        'ends with "/", which some clients refuse: write "http://proxy:3128"',
    ),
    (
        "http://proxy:3128/path?query",
        "path",
        'has a path, which some clients refuse: write "http://proxy:3128"',
    ),
]

REDACTED = [
    ("", ""),
    ("   ", "   "),
    ("http://proxy.example.com:3128", "http://proxy.example.com:3128"),
    ("http://proxy:3128/", "http://proxy:3128/"),
    ("http://user:secret@host:3128", "http://user:***@host:3128"),
    ("user:secret@host:3128", "user:***@host:3128"),
    ("http://user:@host", "http://user:@host"),
    ("http://:secret@host", "http://:***@host"),
    ("http://token@host", "http://***@host"),
    ("http://us@er:secret@host", "http://***:***@host"),
    ("http://user:se@cr@et@host:3128", "http://user:***@host:3128"),
    ("http://user:se/cr#et@host", "http://user:***@host"),
    ("http://user:se://cret@host", "http://user:***@host"),
    ("user:se://cret@host", "user:***@host"),
    ("http:/user:secret@host", "http:***@host"),
    ("http//user:secret@host", "***:***@host"),
    ("http://user:secret", "http://user:***"),
    ("http://user:secret@", "http://user:***@"),
    ("http://host:3128/secret", "http://host:3128/***"),
    ("http://host:3128?token=secret", "http://host:3128?***"),
    ("http://$(USER):$(PASS)@$(HOST):$(PORT)", "http://$(USER):$(PASS)@$(HOST):$(PORT)"),
    ("http://user:$(A)$(B)@host", "http://user:$(A)$(B)@host"),
    ("http://$(TOKEN)@host", "http://$(TOKEN)@host"),
    ("http://user:x$(PASS)@host", "http://user:***@host"),
    ("http://user:secret@[fd00::1]:3128", "http://user:***@[fd00::1]:3128"),
    ("$(PROXY)", "$(PROXY)"),
]


@pytest.mark.parametrize("url", ACCEPTED)
def test_accepted_without_a_word(url: str) -> None:
    assert check(url) == []


@pytest.mark.parametrize(("url", "rule", "message"), REFUSED)
def test_refused(url: str, rule: str, message: str) -> None:
    assert check(url) == [("error", f"proxy-url-{rule}", message)]


@pytest.mark.parametrize(("url", "rule", "message"), WARNED)
def test_accepted_with_a_warning(url: str, rule: str, message: str) -> None:
    assert check(url) == [("warning", f"proxy-url-{rule}", message)]


def test_all_that_is_wrong_is_told_together() -> None:
    assert [(severity, rule) for severity, rule, _ in check("ftp://user:secret@:0/")] == [
        ("error", "proxy-url-scheme"),
        ("warning", "proxy-url-password"),
        ("error", "proxy-url-host"),
        ("error", "proxy-url-port"),
        ("warning", "proxy-url-path"),
    ]


@pytest.mark.parametrize(("url", "shown"), REDACTED)
def test_a_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert redact(url) == shown


PIECES = st.text(alphabet=st.sampled_from("ab:@/#?[] %\n$.3"), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["http://u:", "u:", "https://", "http:/u:", ""]), PIECES, PIECES, PIECES)
def test_what_stands_before_an_at_sign_is_never_shown(
    start: str, before: str, after: str, rest: str
) -> None:
    text = f"{start}{before}:S3CR3T{after}@host{rest}"
    assert "S3CR3T" not in redact(text)
    assert all("S3CR3T" not in message for _, _, message in check(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_checked_and_shown_on_one_line(text: str) -> None:
    assert redact(text).isprintable()
    assert all(message.isprintable() for _, _, message in check(text))


def test_a_shown_text_is_one_line_of_limited_length() -> None:
    assert printable("a\n\u200b\x00é" + "b" * 300) == "a\\n\\u200b\\x00é" + "b" * 195 + "..."


def test_references_are_dollar_parenthesis_name() -> None:
    references = [
        text
        for text in ("$(A)", "x$(a.b-c_1)y", "$()", "$(1A)", "$(A B)", "$(A", "$A", "${A}")
        if holds_reference(text)
    ]
    assert references == ["$(A)", "x$(a.b-c_1)y"]


EXAMPLE = "http://proxy.example.com:3128"
PORTLESS = (
    "has no port, and clients take different ones, curl and git 1080, others 80: write it, as in"
)
SHELL = "has a variable of a shell, which nothing fills in: write its value, or a reference such as"
LIKE_SHELL = (
    "has a user name or password like a variable of a shell, which nothing fills in: write a "
    "reference such as $(PROXY_PASSWORD)"
)
TEMPLATE = (
    "has a placeholder of a template, which nothing fills in: write the text that belongs there"
)
ONE = "must be one URL, since no client takes several: write"
FOUR = "must have an address of four numbers of at most 255, got"
NAMES = "must have a host whose parts between the dots are names, got"
PAC = (
    "must be the URL of a proxy, and not of a PAC file, which no client reads: write the proxy that "
    f'it names, as in "{EXAMPLE}"'
)


@pytest.mark.parametrize(
    ("url", "severity", "rule", "message"),
    [
        ("http://px.corp.test", "warning", "no-port", f'{PORTLESS} "http://px.corp.test:3128"'),
        ("http://[fd00::1]", "warning", "no-port", f'{PORTLESS} "http://[fd00::1]:3128"'),
        ("http://a:1,http://b:2", "error", "two", f'{ONE} "http://a:1"'),
        ("http://a:1 http://b:2", "error", "two", f'{ONE} "http://a:1"'),
        ("http://a:1;https://b:2", "error", "two", f'{ONE} "http://a:1"'),
        (f'"{EXAMPLE}"', "error", "marks", f'must not have quotes around it: write "{EXAMPLE}"'),
        (f"'{EXAMPLE}'", "error", "marks", f'must not have quotes around it: write "{EXAMPLE}"'),
        ("http://pac.corp/proxy.pac", "error", "pac", PAC),
        ("http://wpad/wpad.dat?x=1", "error", "pac", PAC),
        ("$PROXY", "error", "placeholder", f"{SHELL} $(PROXY_HOST)"),
        ("http://${PROXY}:3128", "error", "placeholder", f"{SHELL} $(PROXY_HOST)"),
        ("http://{{ .Values.proxy }}:3128", "error", "placeholder", TEMPLATE),
        ("http://${PROXY:-px}:3128", "error", "placeholder", TEMPLATE),
        ("http://$PXU:$PXP@px:3128", "warning", "shell", LIKE_SHELL),
        ("http://10.0.0.300:3128", "error", "host", f'{FOUR} "http://10.0.0.300:3128"'),
        ("http://10.0.1:3128", "error", "host", f'{FOUR} "http://10.0.1:3128"'),
        ("http://px..corp:3128", "error", "host", f'{NAMES} "http://px..corp:3128"'),
        ("http://-px:3128", "error", "host", f'{NAMES} "http://-px:3128"'),
    ],
)
def test_what_is_no_proxy_is_told_with_what_to_write(
    url: str, severity: str, rule: str, message: str
) -> None:
    assert check(url) == [(severity, f"proxy-url-{rule}", message)]


def test_a_password_like_a_variable_is_not_shown() -> None:
    assert "S3CR3T" not in str(check("http://user:$S3CR3T@px:3128"))
