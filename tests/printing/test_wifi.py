"""The network of a room as a QR code, read back."""

import pytest

from toolkit.printing.wifi import wifi_text


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Mairie", "sous-la-halle", "WIFI:T:WPA;S:Mairie;P:sous-la-halle;;"),
        ("Ouvert", "", "WIFI:T:nopass;S:Ouvert;;"),
        ('a;b,c:d"e\\f', 'p;"\\:,x8', 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;\\"\\\\\\:\\,x8;;'),
    ],
)
def test_what_has_a_meaning_in_the_code_is_escaped(name: str, password: str, text: str) -> None:
    assert wifi_text(name, password) == text
