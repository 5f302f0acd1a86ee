"""Styles, scripts, fonts: given again as they were given first."""

import gzip

import pytest

from tests.cast import Visitor
from tests.sqlite_only import served as served
from toolkit.web.assets import AssetsShortcut

SCRIPT = "/static/js/live.js"


def test_a_file_is_given_again_as_it_was(eve: Visitor) -> None:
    for query in ("", "?v=0123abcd"):
        first, again = (eve.client.get(SCRIPT + query, headers={"Accept-Encoding": "gzip"}) for _ in range(2))
        assert first.status_code == 200
        assert first.data == again.data
        assert dict(first.headers) == dict(again.headers)
        assert b"#stage" in gzip.decompress(again.data)
        assert ("immutable" in again.headers["Cache-Control"]) == bool(query)


def test_each_browser_gets_what_it_can_read(eve: Visitor) -> None:
    for accepted in ("gzip", "br", "identity", "gzip"):
        answer = eve.client.get(SCRIPT, headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding", "identity") == accepted


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/none.js",
        "/static/js/../js/live.js",
        "/static//js/live.js",
        "/static/../server.py",
        "/static/",
    ],
)
def test_only_files_are_kept_each_under_one_address(eve: Visitor, path: str) -> None:
    kept = shortcut(eve)._given
    kept.clear()
    eve.client.get(path)
    assert not kept


def test_a_language_asked_with_a_file_is_not_remembered_for_others(eve: Visitor) -> None:
    assert "Set-Cookie" in eve.client.get(f"{SCRIPT}?lang=en").headers
    assert "Set-Cookie" not in Visitor(eve.app).client.get(SCRIPT).headers


def shortcut(visitor: Visitor) -> AssetsShortcut:
    found: AssetsShortcut = visitor.app.wsgi_app._application
    return found
