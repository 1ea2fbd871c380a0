"""A headless Chromium for the tests marked ``browser``, which are skipped where there is none, with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (extra 'browser')")
    binary = next(filter(None, map(shutil.which, BROWSERS)), None)
    service = shutil.which("chromedriver")
    if binary is None or service is None:
        pytest.skip("no Chromium with its driver on the PATH")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    yield started
    started.quit()


@pytest.fixture
def show(driver: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page in the browser: light or dark, with or without scripts, in a window of some size."""

    def open_page(
        html: str,
        *,
        dark: bool = False,
        scripts: bool = True,
        size: tuple[int, int] = (1300, 900),
        at: str = "",
    ) -> Any:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        driver.get("about:blank")
        driver.get_log("performance")
        driver.get_log("browser")
        driver.set_window_size(*size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, motion]})
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        driver.get(path.as_uri() + at)
        return driver

    return open_page
