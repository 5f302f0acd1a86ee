"""What the terminal says once the server answers."""

from dataclasses import replace
from pathlib import Path

from toolkit.serving.greeting import Doors, greeting
from toolkit.serving.terminal_qr import half_blocks

DOORS = Doors(
    here="http://127.0.0.1:8000",
    is_open=True,
    room="http://192.168.1.20:8000",
    is_given=False,
    others=[],
    start_key="s3cret",
    data=Path("/home/ana/rebond"),
)


def said(doors: Doors, *, with_code: bool = False) -> str:
    return "\n".join(greeting(doors, "en", with_code=with_code))


def test_the_facilitator_is_given_a_link_that_also_opens_on_a_tablet():
    assert "http://192.168.1.20:8000/start/s3cret" in said(DOORS)


def test_the_code_carries_the_address_of_the_room_never_the_secret():
    text = said(DOORS, with_code=True)
    assert "\x1b[0m\n\x1b[30;107m".join(half_blocks("HTTP://192.168.1.20:8000")) in text


def test_offline_the_facilitator_still_has_a_link_and_is_told_what_to_do():
    text = said(replace(DOORS, room=""), with_code=True)
    assert "http://127.0.0.1:8000/start/s3cret" in text
    assert "No network" in text
    assert "▀" not in text


def test_other_addresses_are_given_with_the_way_to_use_them():
    text = said(replace(DOORS, others=["http://10.3.0.7:8000"]))
    assert "http://10.3.0.7:8000 (give one with --public-url)" in text


def test_a_database_elsewhere_is_named():
    assert "Database: postgresql://rebond:***@db/rebond" in said(
        replace(DOORS, database="postgresql://rebond:***@db/rebond")
    )


def test_an_address_too_long_for_a_code_is_still_written():
    long = "https://" + ".".join(["a" * 60] * 4) + ".org" + "x" * 3000
    assert long in said(replace(DOORS, room=long), with_code=True)
