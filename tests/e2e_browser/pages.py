"""Pages as people see them: in Chromium, at the widths of a telephone, a tablet and a desktop, light
and dark, with what a page asked the network for and what it complained of.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1440}
SCHEMES = ("light", "dark")
HEIGHT = 900
SHOTS = os.environ.get("SET_PROXY_ENV_SHOTS")
"""A folder in which pictures of the pages are left, to be looked at."""

_OVERFLOW = """() => [...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && box.right > document.documentElement.clientWidth + 1 && box.left >= 0;
}).map(each => each.outerHTML.slice(0, 120))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without Chromium the tests fail."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is not installed: run scripts/install-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


class Visit:
    """A page that was opened. `requests` are all URLs that were asked for, the page's own among
    them, `complaints` what came on the console, and what failed.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def overflowing(self) -> list[str]:
        """The elements that do not fit into the width."""
        return list(self.page.evaluate(_OVERFLOW))

    def violations(self, within: str | None = None) -> list[str]:
        """What axe finds in the page, or within an element of it: contrasts, names, roles, the order
        of headings and others.
        """
        found = Axe().run(self.page, within).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]

    def ground(self) -> float:
        """How light the ground of the page is: from 0, black, to 255, white."""
        colour = self.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        parts = colour.partition("(")[2].rstrip(")").split(",")
        return sum(map(float, parts[:3])) / 3


@contextmanager
def visited(browser: Browser, url: str, width: str, scheme: str) -> Iterator[Visit]:
    """A page at one of the WIDTHS and in one of the SCHEMES. A picture of it is left in SHOTS."""
    size = {"width": WIDTHS[width], "height": HEIGHT}
    context = browser.new_context(
        viewport=size, color_scheme=scheme, is_mobile=width == "phone", has_touch=width == "phone"
    )
    visit = Visit(context.new_page())
    visit.page.goto(url)
    yield visit
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        name = f"{Path(url).stem}-{width}-{scheme}.png"
        visit.page.screenshot(path=Path(SHOTS) / name, full_page=True)
    context.close()
