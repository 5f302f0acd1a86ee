"""
What some tests need from the machine, said out loud when it is missing.

A test marked ``browser``, ``pdf`` or ``postgres`` is left out on a machine that lacks what it needs, and
the run ends by saying which and why. Where ``CI`` is set nothing may be left out: there a missing tool,
or a test that leaves itself out, is a failure, and so is a run in which no test passed.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PDF_TOOLS = ("qpdf", "pdftotext", "pdftoppm", "mutool", "gs", "zbarimg")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Chromium\Application\chrome.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
ON_CI = os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def chromium() -> str | None:
    """The browser to test with: ``REBOND_CHROMIUM``, else the first one found; None when there is none."""
    asked = os.environ.get("REBOND_CHROMIUM")
    if asked:
        return shutil.which(asked)
    found = (shutil.which(name) for name in (*BROWSERS, *BROWSER_PLACES))
    return next((path for path in found if path), None)


def no_browser() -> str | None:
    if chromium():
        return None
    if asked := os.environ.get("REBOND_CHROMIUM"):
        return f"REBOND_CHROMIUM is {asked}, which is not a program"
    return "no Chromium or Chrome found: install one, or set REBOND_CHROMIUM to its path"


def no_pdf_tools() -> str | None:
    missing = [tool for tool in PDF_TOOLS if not shutil.which(tool)]
    packages = "qpdf, poppler-utils, mupdf-tools, ghostscript, zbar-tools"
    return f"{', '.join(missing)} not found: install {packages}" if missing else None


def no_postgres() -> str | None:
    url = os.environ.get("REBOND_TEST_POSTGRES", "")
    if not url:
        return "REBOND_TEST_POSTGRES is not set: give it the postgresql:// address of a database to fill"
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        return f"no answer from the server of REBOND_TEST_POSTGRES: {' '.join(str(error).split())}"
    return None


# What each marker needs: why it is missing, or None.
NEEDS: dict[str, Callable[[], str | None]] = {
    "browser": cache(no_browser),
    "pdf": cache(no_pdf_tools),
    "postgres": cache(no_postgres),
}


def missing(item: pytest.Item) -> str | None:
    """Why *item* cannot run on this machine, or None."""
    reasons = (NEEDS[name]() for name in NEEDS if item.get_closest_marker(name))
    return next((reason for reason in reasons if reason), None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if reason := missing(item):
        pytest.fail(reason, pytrace=False) if ON_CI else pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport | None]:
    """On CI, a test of these that leaves itself out has failed."""
    report = yield
    if ON_CI and report.skipped and any(item.get_closest_marker(name) for name in NEEDS):
        report.outcome = "failed"
        report.longrepr = f"left out, which CI does not allow: {reason_of(report)}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Which tests were left out and why, after all the rest, where nobody can miss it."""
    yield
    left_out: dict[str, set[str]] = defaultdict(set)
    for report in terminalreporter.getreports("skipped"):
        if any(name in report.keywords for name in NEEDS):
            left_out[reason_of(report)].add(report.nodeid)
    if not left_out:
        return
    count = sum(map(len, left_out.values()))
    terminalreporter.section(f"{count} TESTS COULD NOT RUN ON THIS MACHINE", sep="!", red=True, bold=True)
    for reason, tests in left_out.items():
        terminalreporter.line(f"{len(tests)} because: {reason}", red=True)
        for file, times in files(tests).items():
            terminalreporter.line(f"    {file} ({times})")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """On CI, a run in which nothing passed is no proof of anything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_worker = hasattr(session.config, "workerinput")
    if ON_CI and not is_worker and exitstatus == 0 and reporter and not reporter.stats.get("passed"):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


def reason_of(report: pytest.TestReport) -> str:
    """What a report says of why it was left out."""
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)


def files(nodeids: set[str]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for nodeid in sorted(nodeids):
        counted[Path(nodeid.split("::")[0]).as_posix()] += 1
    return counted


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Any]:
    """One browser for all the tests of a process: two at once cannot be driven from one thread."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()
