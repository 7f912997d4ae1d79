"""Takes the README's picture of the example story's report: `make demo`, then run this."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write docs/report.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.goto((ROOT / "demo" / "index.html").as_uri())
        page.wait_for_timeout(800)
        line = page.get_by_text("signed a truce for the Tarn valley").first
        line.click()
        page.wait_for_timeout(800)
        page.screenshot(path=ROOT / "docs" / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
