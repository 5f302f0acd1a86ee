"""A phone in the hand: what a person does on a ballot, method by method, and what it then says."""

import re

from playwright.sync_api import Locator, Page, expect

TOUCH = {"has_touch": True, "is_mobile": True}
NOISE = r"Failed to (fetch|load)|net::|NetworkError|AbortError|timeout|status of"

PARAMS: dict[str, dict[str, str]] = {
    "single_choice": {},
    "approval": {"params.max": "2"},
    "dots": {"params.budget": "5"},
    "majority_judgment": {"params.grades": "7"},
    "schulze": {},
}
METHODS = list(PARAMS)


def mark(page: Page, method: str, cards: list[str]) -> None:
    """Prefer the first of *cards*, then the second, as the method lets one say it."""
    if method == "single_choice":
        row(page, cards[0]).locator("label").click()
    elif method == "approval":
        for card in cards[:2]:
            row(page, card).locator("label").click()
    elif method == "dots":
        for card in (cards[0], cards[0], cards[1]):
            row(page, card).locator("[data-step='1']").click()
    elif method == "majority_judgment":
        for card, grade in zip(cards, (6, 5, 1, 0), strict=False):
            page.locator(f'label[for$="-{card}-{grade}"]').click()
            expect(row(page, card)).to_have_class(lasting("is-folded"))
    else:
        for card in cards[:2]:
            row(page, card).locator("[data-pick]").click()


def lasting(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{name}\b")


def row(page: Page, card: str) -> Locator:
    """The row of the option *card*."""
    return page.locator(".option").filter(has=page.locator(f'[value="{card}"], [name$=".{card}"]')).first


def press(page: Page) -> None:
    page.locator("[data-do]").click()


def state(page: Page, name: str) -> None:
    expect(page.locator("form[data-ballot]")).to_have_attribute("data-state", name)


def ballot(page: Page) -> list[tuple[str, str]]:
    """What the form would send: pairs of field and value, empty ones left out, in order of name."""
    pairs: list[list[str]] = page.locator("form[data-ballot]").evaluate(
        """form => [...new FormData(form)]
            .filter(([name, value]) => value && !(name.startsWith('dots.') && value === '0'))"""
    )
    return sorted((name, value) for name, value in pairs)
