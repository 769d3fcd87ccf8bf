"""The style of an audit's page: for light and dark, for telephones, desktops and paper."""

from __future__ import annotations

STYLE = """\
:root { color-scheme: light dark;
  --ground: #f4f6f8; --card: #fff; --line: #d8dee6; --text: #1a2230; --soft: #536074;
  --code: #eef1f5; --link: #0b57b0; --shadow: 0 1px 2px rgb(16 24 40 / 8%);
  --red: #b3261e; --red-ground: #fdeeec; --green: #0b6b3a; --green-ground: #e7f6ed;
  --grey: #4b5768; --grey-ground: #e9edf2; --amber: #8a4b06; --amber-ground: #fdf3dc; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #0e131a; --card: #171e28; --line: #2c3644; --text: #e8edf4; --soft: #a3afc0;
  --code: #222c39; --link: #8ab8f5; --shadow: none;
  --red: #ffa49b; --red-ground: #3b1a18; --green: #7fe0ab; --green-ground: #10301f;
  --grey: #b8c3d2; --grey-ground: #273140; --amber: #f5c869; --amber-ground: #35270c; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
body > * { max-width: 72rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
h1, h2, h3, p, dl, dd, ol, ul, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; letter-spacing: -.02em;
  text-wrap: balance; }
h2 { font-size: 1.25rem; letter-spacing: -.01em; }
h3 { font-size: 1.05rem; overflow-wrap: anywhere; }
ol, ul { list-style: none; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible, summary:focus-visible, input:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; border-radius: 3px; }
code { font: .875em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; }
p code, li > code { background: var(--code); border-radius: 4px; padding: .1em .35em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.soft { color: var(--soft); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
header.page { padding-block: clamp(1.75rem, 5vw, 3.5rem) 1.5rem; display: grid; gap: 1.25rem; }
.from { color: var(--soft); max-width: 60rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  box-shadow: var(--shadow); }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: clamp(.5rem, 2vw, 1rem); }
.tiles li { padding: clamp(.7rem, 2vw, 1.1rem) clamp(.7rem, 2vw, 1.25rem); border-top: 4px solid; }
.tiles b { display: block; font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.1;
  font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: .9rem; }
.tiles .differs { border-top-color: var(--red); } .tiles .differs b { color: var(--red); }
.tiles .same { border-top-color: var(--green); } .tiles .same b { color: var(--green); }
.tiles .left { border-top-color: var(--grey); } .tiles .left b { color: var(--grey); }
.due { padding: 1rem 1.25rem; }
.due dl { display: grid; gap: .5rem 1.25rem; margin-top: .6rem; }
.due dt { color: var(--soft); }
@media (min-width: 44rem) { .due dl { grid-template-columns: max-content 1fr; } }
.overview { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.overview th, .overview td { padding: .5rem .75rem; text-align: right; border-top: 1px solid var(--line); }
.overview th:first-child { text-align: left; overflow-wrap: anywhere; width: 45%; }
@media (max-width: 43.99rem) { .overview th, .overview td { padding-inline: .5rem; }
  .overview th:first-child { padding-left: .9rem; min-width: 7.5rem; }
  .overview :is(th, td):last-child { padding-right: .9rem; } }
.overview thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .9rem;
  vertical-align: bottom; }
.overview tbody th { font-weight: 600; }
.overview .differs { color: var(--red); font-weight: 700; } .overview .none { color: var(--soft); }
.only { display: inline-flex; gap: .6rem; align-items: center; min-height: 2.75rem; cursor: pointer; }
.only input { width: 1.15rem; height: 1.15rem; accent-color: var(--link); }
body:has(#only:checked) :is(.row:not(.differs), .others, section:not(.some)) { display: none; }
main { padding-block: .5rem 3rem; }
section { margin-top: 2.25rem; }
section > h2 { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline;
  margin-bottom: .75rem; overflow-wrap: anywhere; }
h2 small { font-size: .9rem; font-weight: 400; color: var(--soft); letter-spacing: 0; }
.row { padding: 1rem clamp(1rem, 2.5vw, 1.4rem); margin-bottom: .85rem; display: grid; gap: .75rem; }
.row > div:first-child { display: flex; flex-wrap: wrap; gap: .35rem .75rem;
  justify-content: space-between; align-items: center; }
.kind { color: var(--soft); font-weight: 400; }
.badge { font-size: .825rem; font-weight: 600; border-radius: 99px; padding: .1rem .7rem;
  white-space: nowrap; }
.differs > div > .badge { color: var(--red); background: var(--red-ground); }
.same > div > .badge { color: var(--green); background: var(--green-ground); }
.what { color: var(--soft); font-size: .95rem; overflow-wrap: anywhere; }
.what b { color: var(--text); font-weight: 600; }
.note { color: var(--amber); background: var(--amber-ground); border-radius: 8px;
  padding: .5rem .8rem; font-size: .95rem; overflow-wrap: anywhere; }
.note code { background: none; padding: 0; }
.wrong { color: var(--red); overflow-wrap: anywhere; }
.values { width: 100%; border-collapse: collapse; font-size: .95rem; table-layout: fixed; }
.values th, .values td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-top: 1px solid var(--line); overflow-wrap: anywhere; font-weight: 400; }
.values thead th { color: var(--soft); font-size: .85rem; border-top: 0; padding-top: 0; }
.values .is { color: var(--red); }
.values th:first-child { width: 25%; }
@media (max-width: 43.99rem) {
  .values, .values tbody, .values tr, .values th, .values td { display: block; }
  .values thead { display: none; }
  .values tr { border-top: 1px solid var(--line); padding-block: .5rem; }
  .values th, .values td { border: 0; padding: .1rem 0; }
  .values th:first-child { width: auto; font-weight: 600; }
  .values td::before { content: attr(data-of) " "; color: var(--soft); font-size: .85rem; } }
.url { font-weight: 600; overflow-wrap: anywhere; }
.clients { margin-top: .35rem; display: grid; gap: .35rem; font-size: .95rem; }
.share { font-variant-numeric: tabular-nums; color: var(--soft); white-space: nowrap; }
@media (min-width: 44rem) { .clients li:has(.share) { display: grid; gap: .75rem;
  grid-template-columns: 4.25rem 1fr; } .share { text-align: right; } }
@media (max-width: 43.99rem) { .share::after { content: ":"; } }
.clients .go { font-weight: 600; overflow-wrap: anywhere; }
.clients .fails { color: var(--red); } .clients .unknown { color: var(--amber); }
summary { cursor: pointer; min-height: 2.75rem; padding-block: .65rem; color: var(--soft); }
.row summary { margin-block: -.5rem; }
.row details > div { margin-bottom: .75rem; }
.others summary { padding-inline: 1.1rem; }
.others > ul { padding: 0 1.1rem .9rem; display: grid; gap: .5rem; }
.others > ul > li { border-top: 1px solid var(--line); padding-top: .5rem; overflow-wrap: anywhere; }
footer { color: var(--soft); padding-block: 1.5rem 3rem; font-size: .95rem; display: grid; gap: .75rem; }
footer > * { max-width: 52rem; }
@media print { body { background: none; } .only, .skip { display: none; }
  .row, .tiles { break-inside: avoid; } .card { box-shadow: none; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
"""
