"""What looks at pages sees what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e_browser.pages import WIDTHS, visited

WRONG = """\
<!DOCTYPE html>
<html lang="en">
<head><title>Wrong</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1 style="color: #ddd; background: #fff">Pale</h1>
<p style="width: 3000px">Wide</p><img src="https://example.com/x.png"></main>
<script>console.error("a complaint")</script></body>
</html>
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_with_faults_is_seen_through(browser: Browser, width: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.html"
    path.write_text(WRONG)
    with visited(browser, path.as_uri(), width, "light") as visit:
        assert visit.overflowing() == ['<p style="width: 3000px">Wide</p>']
        assert {each.partition(":")[0] for each in visit.violations()} == {
            "color-contrast",
            "image-alt",
        }
        assert visit.requests == [path.as_uri(), "https://example.com/x.png"]
        assert "a complaint" in visit.complaints
