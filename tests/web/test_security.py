"""Headers of every answer, forms from elsewhere, wrong methods."""

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor


@pytest.mark.parametrize("path", ["/", "/about", "/decks/reflexes", "/C/W7Q9", "/nothing-here"])
def test_every_page_carries_the_policy(ana: Facilitator, path: str) -> None:
    headers = ana.client.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "HX-Request" in headers["Vary"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.test"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_form_from_another_site_is_refused(
    ana: Facilitator, bo: Participant, headers: dict[str, str]
) -> None:
    round_id = ana.open()
    path = f"{bo.screen}/rounds/{round_id}/ballot"
    assert bo.client.post(path, data={"approve": LEADS[0]}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_a_form_of_ours_is_taken(ana: Facilitator, bo: Participant, headers: dict[str, str]) -> None:
    round_id = ana.open()
    path = f"{bo.screen}/rounds/{round_id}/ballot"
    assert bo.client.post(path, data={"approve": LEADS[0]}, headers=headers).status_code == 303


def test_an_unknown_address_is_answered_in_words(ana: Facilitator) -> None:
    page = ana.get("/nothing-here")
    assert page.status == 404
    assert len(page.words) > 40


def test_static_files_are_kept_by_browsers(ana: Facilitator) -> None:
    with ana.client.get("/static/js/htmx.min.js?v=1") as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_static_text_travels_compressed(ana: Facilitator) -> None:
    # Over plain http, as in a room, browsers offer these two and no better.
    with ana.client.get("/static/js/htmx.min.js", headers={"Accept-Encoding": "gzip, deflate"}) as answer:
        assert answer.headers["Content-Encoding"] in ("gzip", "deflate")
        assert len(answer.data) < 20_000


def test_the_server_says_it_is_well(ana: Facilitator) -> None:
    assert ana.client.get("/healthz").data == b"ok\n"


@pytest.mark.parametrize("host", ["a" * 3000, ".".join(["a" * 60] * 60)])
def test_a_host_that_none_could_be_is_not_understood(ana: Facilitator, host: str) -> None:
    assert ana.client.get("/C/W7Q9", headers={"Host": host}).status_code == 400


def test_a_static_name_longer_than_any_file_is_not_found(ana: Facilitator) -> None:
    assert ana.client.get("/static/" + "a" * 300).status_code == 404


def test_over_tls_the_cookie_travels_over_tls_only(ana: Facilitator) -> None:
    there = {"wsgi.url_scheme": "https"}
    secure = ana.client.post(f"/J/{ana.join_code}", environ_overrides=there).headers["Set-Cookie"]
    plain = Visitor(ana.app).client.post(f"/J/{ana.join_code}").headers["Set-Cookie"]
    assert ("Secure" in secure, "Secure" in plain) == (True, False)
    for cookie in (secure, plain):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
