"""Which addresses may be printed in codes."""

import pytest

from toolkit.printing.address import base_address
from toolkit.printing.refusals import AddressRefused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://rebond.example.org", "https://rebond.example.org"),
        ("https://rebond.example.org/", "https://rebond.example.org"),
        ("HTTPS://Rebond.Example.ORG", "https://rebond.example.org"),
        ("https://rebond.example.org:443", "https://rebond.example.org"),
        ("http://rebond.example.org:8080/", "http://rebond.example.org:8080"),
        ("https://rebond.example.org.", "https://rebond.example.org"),
        ("https://élan-commun.fr", "https://xn--lan-commun-96a.fr"),
        ("http://93.184.215.14", "http://93.184.215.14"),
        (
            "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:80",
            "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]",
        ),
    ],
)
def test_a_public_address_is_kept_in_its_shortest_form(typed: str, kept: str) -> None:
    address = base_address(typed)
    assert (address.url, address.is_local) == (kept, False)


@pytest.mark.parametrize(
    "typed",
    [
        "http://10.0.0.5",
        "http://172.20.1.1:8000",
        "http://192.168.1.24:8000",
        "http://169.254.10.10",
        "http://100.64.0.1",
        "http://[fe80::1]",
        "http://[fd12:3456::1]:8000",
        "http://tablette.local:8000",
        "http://salle.lan",
        "http://intranet",
        "http://cartes.home.arpa",
    ],
)
def test_an_address_of_one_network_is_kept_and_said_to_be_local(typed: str) -> None:
    assert base_address(typed).is_local


LOOPBACK = (
    "http://localhost",
    "http://LOCALHOST:8000",
    "http://localhost.",
    "http://rebond.localhost",
    "http://localhost.localdomain",
    "http://127.0.0.1:8000",
    "http://127.8.8.8",
    "http://[::1]:8000",
    "http://[::ffff:127.0.0.1]",
    "http://0.0.0.0:8000",
    "http://[::]",
    "http://ｌｏｃａｌｈｏｓｔ",
)


@pytest.mark.parametrize("typed", LOOPBACK)
def test_an_address_that_means_the_reading_device_itself_is_refused(typed: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        base_address(typed)
    assert refused.value.reason == "address_loopback"
    assert "téléphone" in refused.value.sentence("fr")
    assert "phone" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "address_missing"),
        ("rebond.example.org", "address_scheme"),
        ("ftp://rebond.example.org", "address_scheme"),
        ("javascript:alert(1)", "address_scheme"),
        ("//rebond.example.org", "address_scheme"),
        ("https://", "address_host"),
        ("https:///cartes", "address_host"),
        ("https://:8000", "address_host"),
        ("https://rebond.example.org:99999", "address_host"),
        ("https://rebond.example.org:0", "address_host"),
        ("https://rebond.example.org:http", "address_host"),
        ("https://rebond..org", "address_host"),
        ("https://-rebond.org", "address_host"),
        ("https://rebond%2eexample.org", "address_host"),
        ("https://[::1", "address_host"),
        ("http://[fe80::1%eth0]", "address_host"),
        ("http://127.1", "address_host"),
        ("http://2130706433", "address_host"),
        ("http://0x7f.0.0.1", "address_host"),
        ("http://0177.0.0.0x1", "address_host"),
        ("http://224.0.0.1", "address_host"),
        ("http://255.255.255.255", "address_host"),
        ("https://rebond.example.org/salle", "address_path"),
        ("https://rebond.example.org/?a=1", "address_path"),
        ("https://rebond.example.org?", "address_path"),
        ("https://rebond.example.org#top", "address_path"),
        ("https://ana:secret@rebond.example.org", "address_credentials"),
        ("https://rebond.example.org@evil.example", "address_credentials"),
        (" https://rebond.example.org", "address_spaces"),
        ("https://rebond.example.org\n", "address_spaces"),
        ("https://reb ond.example.org", "address_spaces"),
        ("https:\\\\rebond.example.org", "address_spaces"),
        ("https://rebond.example.org/" + "x" * 10_000, "address_long"),
    ],
)
def test_anything_else_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        base_address(typed)
    assert refused.value.reason == reason
    for language in ("fr", "en"):
        assert 20 < len(refused.value.sentence(language)) < 300


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(AddressRefused) as refused:
        base_address("https://ana:secret@rebond.example.org")
    assert "secret" not in str(refused.value)
