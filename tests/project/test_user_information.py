"""Passwords are hidden wherever a URL stands in a text, and nothing that is no password is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krm_fn.user_information import masked, without_secrets

MASKED = [
    ("http://u:p@h", "http://u:***@h"),
    ("http://u:p@h:3128/path?query#end", "http://u:***@h:3128/path?query#end"),
    ("http://token@h", "http://***@h"),
    ("HTTP://u:p@h", "HTTP://u:***@h"),
    ("socks5h://u:p@h", "socks5h://u:***@h"),
    ("HTTP_PROXY=http://u:p@h", "HTTP_PROXY=http://u:***@h"),
    ("-Dproxy=http://u:p@h:1", "-Dproxy=http://u:***@h:1"),
    ("a,http://u:p@h;b", "a,http://u:***@h;b"),
    ('got "http://u:p@h"', 'got "http://u:***@h"'),
    ("{'a': 'http://old:s3cr3t@h:1'} is not of type 'string'", None),
    ("must not get `--x=http://u:p@h`", "must not get `--x=http://u:***@h`"),
    ("(http://u:p@h)", "(http://u:***@h)"),
    ("jdbc:mysql://u:p@h/db", "jdbc:***@h/db"),
    ("url:http://u:p@h", "url:http://u:***@h"),
    ("git::https://token@h/x", "git::https://***@h/x"),
    # several in one text
    ("http://u:p@h http://v:q@i", "http://u:***@h http://v:***@i"),
    ("http://u:p@h,http://v:q@i", "http://u:***@h,http://v:***@i"),
    ("a=http://u:p@h&b=https://v:q@i", "a=http://u:***@h&b=https://v:***@i"),
    ("http://h:3128 and http://v:q@i", "http://h:3128 and http://v:***@i"),
    ("http://h:3128,http://v:q@i", "http://h:3128,http://v:***@i"),
    ("http://u:p,http://v:q@i", "http://u:***@i"),
    # passwords with what URLs are made of
    ("http://u:p@ss@h", "http://u:***@h"),
    ("http://u:p:s@h", "http://u:***@h"),
    ("http://u:p/s@h", "http://u:***@h"),
    ("http://u:12/34@h", "http://u:***@h"),
    ("http://u:p?s#s@h", "http://u:***@h"),
    ("http://u:p%40s@h", "http://u:***@h"),
    ("http://u:p,s;s@h", "http://u:***@h"),
    ("http://u:p://s@h", "http://u:***@h"),
    ("http://u:my pass@h", "http://u:***@h"),
    ('http://u:my"pass@h', "http://u:***@h"),
    ("http://u:my\npass@h", "http://u:***@h"),
    ("http://u:my pass@h:1,http://v:q@i", "http://u:***@h:1,http://v:***@i"),
    ("`spec.http://u:my pass@h`", "`spec.http://u:***@h`"),
    ("http://u@corp.example.com:p@h", "http://***:***@h"),
    ("http://to/ken@h", "http://***@h"),
    # references
    ("http://$(USER):$(PASS)@$(HOST):$(PORT)", "http://$(USER):$(PASS)@$(HOST):$(PORT)"),
    ("http://user:$(A)$(B)@host", "http://user:$(A)$(B)@host"),
    ("http://user:x$(PASS)@host", "http://user:***@host"),
    ("$(USER):$(PASS)@proxy:3128", "$(USER):$(PASS)@proxy:3128"),
    # without a scheme
    ("u:p@proxy:3128", "u:***@proxy:3128"),
    ("HTTP_PROXY=u:p@proxy:3128", "HTTP_PROXY=u:***@proxy:3128"),
    ("u:p@proxy.example.com", "u:***@proxy.example.com"),
    ("u:p@ss@proxy:3128", "u:***@proxy:3128"),
    ("me@corp.example.com:p@proxy:3128", "***:***@proxy:3128"),
    ("token@proxy:3128", "***@proxy:3128"),
    ("localhost,u:p@proxy:3128", "localhost,u:***@proxy:3128"),
    ("http:/u:p@h", "http:***@h"),
    ("mail:p@proxy:3128", "mail:***@proxy:3128"),
    ("u:se://cret@h", "u:***@h"),
    # assigned to a name
    (
        "-Dhttp.proxyUser=u -Dhttp.proxyPassword=p:@ss",
        "-Dhttp.proxyUser=u -Dhttp.proxyPassword=***",
    ),
    ("DB_PASSWORD=hunter2", "DB_PASSWORD=***"),
    ("http://h/?token=abc&x=1", "http://h/?token=***&x=1"),
    ("http://u:xtoken=abc@h", "http://u:***@h"),
    ("API_TOKEN=$(TOKEN)", "API_TOKEN=$(TOKEN)"),
    # hidden already
    ("http://user:***@host", "http://user:***@host"),
    ("http://***@host", "http://***@host"),
    ("***:***@host", "***:***@host"),
]

LEFT = [
    "",
    "@",
    "a @ b",
    "me@example.com",
    "Me <me@example.com>",
    "contact=me@example.com",
    "mailto:me@example.com",
    "email:me@example.com, ops@example.com.",
    "serviceAccount:builder@project.iam.gserviceaccount.com",
    "http://proxy:3128, me@example.com",
    "https://example.com:8443/ me@example.com",
    "https://example.com/contact?mail=me@example.com",
    "https://medium.example.com/@someone/story",
    "https://github.com/owner/repo//deploy@v1?ref=main",
    "nginx@sha256:0123456789abcdef0123456789abcdef",
    "nginx@sha256:...",
    "registry.example.com:5000/team/app:1.0@sha256:0123456789abcdef",
    "docker://registry.example.com:5000/app@sha256:0123456789abcdef",
    "git@github.com:owner/repo.git",
    "git@github.com:owner/repo.git@v1",
    "ssh://git@github.com:22/owner/repo.git",
    "git+ssh://git@github.com/owner/repo.git",
    "git::ssh://git@github.com/owner/repo.git",
    "deploy@git.example.com:team/app.git",
    "http://user:@host",
    "@daily",
    "http://[fd00::1]:3128 me@example.com",
    "must be a URL such as http://proxy.example.com:3128",
]


@pytest.mark.parametrize(("text", "hidden"), MASKED)
def test_user_information_is_hidden_wherever_it_stands(text: str, hidden: str | None) -> None:
    if hidden is None:
        hidden = text.replace("s3cr3t", "***")
    assert masked(text) == hidden
    assert masked(hidden) == hidden


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_password_stays(text: str) -> None:
    assert masked(text) == text


PIECES = st.text(alphabet=st.sampled_from("ab:@/#?[]%$.3=,;"), max_size=6)
AROUND = st.sampled_from(["", 'got "', "X=", "it's ", "(", "a, "])


@settings(max_examples=500, deadline=None)
@given(AROUND, st.sampled_from(["http", "https", "socks5", "ftp"]), PIECES, PIECES, AROUND)
def test_a_password_behind_a_scheme_is_never_shown(
    before: str, scheme: str, start: str, end: str, after: str
) -> None:
    text = f"{before}{scheme}://u:{start}S3CR3T{end}@host{after}"
    assert "S3CR3T" not in masked(text)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:@/ \"',.1\n"), max_size=30))
def test_what_is_hidden_once_stays_as_it_is(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    "piece", ["a", "@", ":", "://", "a://", "a@", "a:b@", "http://u:p ", ",a://", "@,a://", "=:"]
)
def test_long_texts_take_no_longer_than_they_are_long(piece: str) -> None:
    text = piece * 100_000 + "@"
    start = time.process_time()
    masked(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("http://u:p@h", "http://u:***@h"),
        ("http://u:p://q@h", "http://u:***@h"),
        ("mail:p@example.com", "mail:***@example.com"),
        ("http://token@h", "http://***@h"),
        ("-Dhttp.proxyPassword=p", "-Dhttp.proxyPassword=***"),
        ("http://$(USER):$(PASS)@h", "http://$(USER):$(PASS)@h"),
        ("http://h:3128", "http://h:3128"),
        ("localhost,.example.com", "localhost,.example.com"),
        ("", ""),
    ],
)
def test_a_value_without_what_may_be_a_password(value: str, left: str) -> None:
    assert without_secrets(value) == left
