"""A phone in the hand: what a person does on a ballot, method by method, and what it then says."""

import re

from playwright.sync_api import Error, Locator, Page, expect

TOUCH = {"has_touch": True, "is_mobile": True}
NOISE = r"Failed to (fetch|load)|net::|NetworkError|AbortError|timeout|status of"

PARAMS: dict[str, dict[str, str]] = {
    "single_choice": {},
    "approval": {"params.max": "2"},
    "dots": {"params.budget": "5"},
    "majority_judgment": {"params.grades": "7"},
    "schulze": {},
    "quadratic": {"params.credits": "25"},
    "score": {},
    "gradients": {},
    "placement": {},
}
METHODS = list(PARAMS)


def reload(page: Page) -> None:
    """Load the page again, once what was on its way has come: a page being left cannot be reloaded."""
    page.wait_for_load_state()
    try:
        page.reload()
    except Error as refused:
        if "Not attached to an active page" not in refused.message:
            raise
        page.wait_for_load_state()
        page.reload()


GRADED: dict[str, tuple[int, ...]] = {
    "majority_judgment": (6, 5, 1, 0),
    "score": (5, 4, 1, 0),
    "gradients": (1, 2, 7, 8),
}
FOLDING = ("majority_judgment", "gradients")
PLACES = ((2, 8), (8, 8), (2, 2), (8, 2))


def mark(page: Page, method: str, cards: list[str]) -> None:
    """Prefer the first of *cards*, then the second, as the method lets one say it."""
    if method == "single_choice":
        row(page, cards[0]).locator("label").click()
    elif method == "approval":
        for card in cards[:2]:
            row(page, card).locator("label").click()
    elif method in ("dots", "quadratic"):
        for card in (cards[0], cards[0], cards[1]):
            row(page, card).locator("[data-step='1']").click()
    elif method in GRADED:
        grade(page, method, cards)
    elif method == "placement":
        for card, place in zip(cards, PLACES, strict=False):
            pin(page, card).click()
            put(page, *place)
    else:
        for card in cards[:2]:
            row(page, card).locator("[data-pick]").click()


def grade(page: Page, method: str, cards: list[str]) -> None:
    for card, degree in zip(cards, GRADED[method], strict=False):
        page.locator(f'label[for$="-{card}-{degree}"]').click()
        if method in FOLDING:
            expect(row(page, card)).to_have_class(lasting("is-folded"))


def pin(page: Page, card: str) -> Locator:
    """What stands for the option *card* on the map."""
    return page.locator(f'[data-pin="{card}"]')


def put(page: Page, x: int, y: int) -> None:
    """Tap a place of the map, in tenths."""
    left, top = spot(page, x, y)
    box = page.locator("[data-pad]").bounding_box()
    assert box
    page.locator("[data-pad]").click(position={"x": left - box["x"], "y": top - box["y"]})


def spot(page: Page, x: int, y: int) -> tuple[float, float]:
    """Where that place is in the window."""
    pad = page.locator("[data-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    edge = 0.06
    across, up = (edge + (1 - 2 * edge) * step / 10 for step in (x, y))
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


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
            .filter(([name, value]) => value && !(/^(dots|votes)\\./.test(name) && value === '0'))"""
    )
    return sorted((name, value) for name, value in pairs)
