"""An audit as one HTML page that needs nothing else: no script, no font, no picture from outside.

All that comes from the list goes through `text`, which masks what is secret and escapes the rest.
"""

from __future__ import annotations

import datetime
import html
import os

from krm_fn.command.audit_style import STYLE
from krm_fn.inspection.answers import without_userinfo
from krm_fn.inspection.audit import DIFFERS, LEFT, SAME, STATES
from krm_fn.inspection.environment import origin
from krm_fn.shown import redact, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from krm_fn.config.function_config import Configuration
    from krm_fn.environment.env_plan import Variable
    from krm_fn.inspection.answers import Group
    from krm_fn.inspection.audit import Audit, Row
    from krm_fn.inspection.differences import Difference

CLASSES = {DIFFERS: "differs", SAME: "same", LEFT: "left"}
NO_NAMESPACE = "no namespace"
OLDER = "Older than its template, which is as configured; restart it"
MOST_NAMES = 8
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#containers">To the containers</a>
{body}
</body>
</html>
"""


def page(found: Audit, configuration: Configuration, sources: Iterable[str]) -> str:
    """The page; `sources` are what the list was read from."""
    title = _title(found)
    sections = [
        _section(f"ns-{at}", namespace, rows, found.restart)
        for at, (namespace, rows) in enumerate(found.namespaces.items())
    ]
    body = [
        '<header class="page">',
        f'<h1>{title}</h1>\n<p class="from">{_from(found, configuration, sources)}</p>',
        _tiles(found),
        _due(found.wanted),
        _overview(found),
        "</header>",
        '<main id="containers">',
        *_only(found),
        *sections,
        "</main>",
        _footer(found),
    ]
    return _PAGE.format(title=f"Proxy audit: {title}", style=STYLE, body="\n".join(body))


def text(value: str) -> str:
    """A text of the list's on the page."""
    return html.escape(shown(value))


def code(value: str) -> str:
    """The same as code, which may be broken behind its commas."""
    return f"<code>{text(value).replace(',', ',<wbr>')}</code>"


def _title(found: Audit) -> str:
    differing, total = found.count(DIFFERS), len(found.rows)
    if not total:
        return "There is no container"
    if not differing:
        return "No container differs from the configuration"
    verb = "differs" if differing == 1 else "differ"
    return f"{differing} of {_counted(total, 'container')} {verb} from the configuration"


def _in_state(count: int, state: str) -> str:
    return "differ" if state == DIFFERS and count != 1 else state


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + "s" * (count != 1)


def _from(found: Audit, configuration: Configuration, sources: Iterable[str]) -> str:
    listed = ", ".join("stdin" if each == "-" else code(_base(each)) for each in sources)
    given = text(configuration.name)
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else _now()
    time = f'<time datetime="{moment:%Y-%m-%dT%H:%MZ}">{moment:%Y-%m-%d %H:%M} UTC</time>'
    past = f"; {_counted(found.past, 'object')} left out that run nothing of their own"
    return (
        f"{_counted(found.workloads, 'workload')} in {_counted(len(found.namespaces), 'namespace')}, "
        f"read from {listed}, beside the configuration <b>{given}</b> on {time}"
        f"{past if found.past else ''}."
    )


def _base(path: str) -> str:
    """The name of a file or folder: where it lies is nothing for a page that is sent round."""
    return os.path.basename(os.path.abspath(path))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _tiles(found: Audit) -> str:
    tiles = (
        f'<li class="card {CLASSES[state]}"><b>{found.count(state)}</b> <span>{_in_state(found.count(state), state)}</span></li>'
        for state in STATES
    )
    return f'<ul class="tiles" aria-label="Containers by state">{"".join(tiles)}</ul>'


def _due(wanted: Iterable[Variable]) -> str:
    """What is configured."""
    rows = []
    for each in wanted:
        names = ", ".join(each.spellings)
        value = each.value.replace("$$", "$")
        value = redact(value) if each.items is None else value
        said = f"from {text(origin(each.source))}" if each.source is not None else code(value)
        rows.append(f"<dt>{code(names)}</dt><dd>{said}</dd>")
    return f'<div class="card due"><h2>Configured</h2><dl>{"".join(rows)}</dl></div>'


def _overview(found: Audit) -> str:
    if len(found.namespaces) < 2:
        return ""
    heads = "".join(f'<th scope="col">{state.capitalize()}</th>' for state in STATES)
    rows = []
    for at, namespace in enumerate(found.namespaces):
        counts = "".join(_count(found.count(state, namespace), state) for state in STATES)
        name = text(namespace) or NO_NAMESPACE
        rows.append(f'<tr><th scope="row"><a href="#ns-{at}">{name}</a></th>{counts}</tr>')
    return (
        '<div class="card"><table class="overview"><caption class="hidden">Containers by namespace'
        f'</caption><thead><tr><th scope="col">Namespace</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _count(count: int, state: str) -> str:
    return f'<td class="{CLASSES[state] if count else "none"}">{count}</td>'


def _only(found: Audit) -> list[str]:
    if not 0 < found.count(DIFFERS) < len(found.rows):
        return []
    return ['<label class="only"><input type="checkbox" id="only"> Only what differs</label>']


def _section(
    identifier: str, namespace: str, rows: Sequence[Row], restart: Callable[[Row], str]
) -> str:
    """A namespace: its containers, but those that are left alone, which come folded at the end."""
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    told = ", ".join(f"{count} {_in_state(count, each)}" for each, count in counts.items() if count)
    left = [row for row in rows if row.state == LEFT]
    some = ' class="some"' if counts[DIFFERS] else ""
    parts = [
        f'<section id="{identifier}"{some} aria-labelledby="{identifier}-name">',
        f'<h2 id="{identifier}-name">{text(namespace) or NO_NAMESPACE} <small>{told}</small></h2>',
    ]
    cards = [_card(row, restart(row)) for row in rows if row.state != LEFT]
    if cards:
        parts.append(f"<ol>{''.join(cards)}</ol>")
    if left:
        lines = "".join(f"<li>{_named(row)}: {text(row.reason)}</li>" for row in left)
        parts.append(
            f'<details class="card others"><summary>{len(left)} left alone</summary>'
            f"<ul>{lines}</ul></details>"
        )
    return "\n".join([*parts, "</section>"])


def _named(row: Row) -> str:
    """A container that is left alone, in a line."""
    image = f" {code(row.image)}" if row.image else ""
    return f"<b>{text(row.workload)}</b>, container {text(row.name)}{image}"


def _card(row: Row, restart: str) -> str:
    """A container of a workload."""
    kind, name = text(row.owner.kind), text(row.owner.name)
    facts = [f"container <b>{text(row.name)}</b>" if row.name else ""]
    facts += [code(row.image) if row.image else "", row.place]
    parts = [
        f'<li class="card row {CLASSES[row.state]}">',
        f'<div><h3><span class="kind">{kind}</span> {name}</h3>',
        f'<span class="badge">{row.state}</span></div>',
        f'<p class="what">{" · ".join(filter(None, facts))}</p>',
        f'<p class="wrong">{text(row.reason)}</p>' if row.reason else "",
        f'<p class="note">{text(row.note)}</p>' if row.note else "",
        f'<p class="what">{OLDER}: {code(restart)}</p>' if restart else "",
        _differences(row.differences),
        _answers(row),
        "</li>",
    ]
    return "\n".join(filter(None, parts))


def _differences(differences: Sequence[Difference]) -> str:
    if not differences:
        return ""
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{code(", ".join(each.names))}</th>'
        f'<td role="cell" class="is" data-of="Is">{_is(each)}</td>'
        f'<td role="cell" data-of="Configured">{_due_of(each)}</td></tr>'
        for each in differences
    )
    heads = "".join(
        f'<th scope="col" role="columnheader">{each}</th>'
        for each in ("Variables", "Is", "Configured")
    )
    return (
        '<table class="values" role="table"><caption class="hidden">What differs</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _is(each: Difference) -> str:
    if each.has is None:
        return "missing"
    if each.has.startswith("from "):
        return text(each.has)
    if each.lacks:
        return f"lacks {code(','.join(each.lacks))}"
    if each.hides:
        return f"{code(each.has)} with another user or password"
    return code(each.has) if each.has else "empty"


def _due_of(each: Difference) -> str:
    if each.due is None or each.due.startswith("from "):
        return text(each.due or "not there")
    return code(each.due)


def _answers(row: Row) -> str:
    """What the clients of a container do: folded, where all is as it is to be."""
    told = "\n".join(_clients(url, groups, row.is_known) for url, groups in row.answers if groups)
    if row.state == SAME and not row.note and told:
        return f"<details><summary>What its clients do</summary>{told}</details>"
    return told


def _clients(url: str, groups: Sequence[Group], is_known: bool) -> str:
    """What the clients of a container do with a URL."""
    lines = "".join(
        f'<li>{_share(group)}<span><span class="go {group.first.goes}">{text(_capital(group.first.words))}</span> '
        f'<span class="soft">({_which(group, is_known)}; {text(group.because)})</span></span></li>'
        for group in groups
    )
    asked = code(without_userinfo(url))
    return f'<div><p class="url">{asked}</p><ul class="clients">{lines}</ul></div>'


def _share(group: Group) -> str:
    told = f'<span class="share">{len(group.answers)} of {group.of}</span> '
    return told if group.of > 1 else ""


def _which(group: Group, is_known: bool) -> str:
    if not is_known and len(group.names) > MOST_NAMES:
        return "all clients" if len(group.names) == group.of else "all others"
    return text(", ".join(group.names))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _footer(found: Audit) -> str:
    """What to do about it."""
    parts = []
    if found.count(DIFFERS):
        parts.append(
            "<p>A template that differs is mended where its manifests are kept: "
            "<code>set-proxy-env apply --config FILE PATH</code>. What is meant to differ is named in "
            "<code>exceptions</code>.</p>"
        )
    parts.append(
        "<p>Made by set-proxy-env audit. Where an image tells which clients a container has, these are "
        "asked; otherwise all that are known. Passwords are not on this page.</p>"
    )
    return f"<footer>{''.join(parts)}</footer>"
