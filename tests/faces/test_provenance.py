"""Who wrote what, said in full and in good French."""

import pytest

from tests.faces.builders import HP_SUB, P9214, SEED, a_card, a_deck, saying
from toolkit.content.cards import Card, Language
from toolkit.faces import provenance
from toolkit.faces.frame import Frame
from toolkit.faces.look import look


def framed(card: Card, language: Language = "fr") -> Frame:
    return Frame(card, a_deck(card), language, look().formats["poker"], "full")


def test_a_published_lead_names_its_sources_with_their_years() -> None:
    assert provenance.sentence(framed(a_card())) == (
        "Publié par La 27e Région (SEED, 2020\u202f; P9214, 2020)\u202f; "
        "le texte est de cette boîte à outils. Lien avec l’orientation\u00a0: déduction solide."
    )
    assert provenance.sentence(framed(a_card(), "en")) == (
        "Published by La 27e Région (SEED, 2020; P9214, 2020); the text is this toolkit’s. "
        "Link to the orientation: strong inference."
    )


def test_sources_of_two_publishers_are_told_apart() -> None:
    card = a_card(sources=(SEED, HP_SUB, P9214))
    assert "La 27e Région (SEED, 2020\u202f; P9214, 2020) et Horizons publics (HP-SUB, 2022)" in (
        provenance.sentence(framed(card))
    )


def test_a_name_alone_is_not_passed_off_as_a_published_text() -> None:
    said = provenance.sentence(framed(a_card(provenance="named", inference="weak", sources=(SEED,))))
    assert said.startswith(
        "Nom publié par La 27e Région (SEED, 2020)\u202f; le texte est de cette boîte à outils."
    )
    assert said.endswith("déduction fragile.")


def test_a_card_of_the_toolkit_names_no_publisher() -> None:
    card = a_card(provenance="toolkit", inference="own", sources=())
    for language in card.texts:
        frame = framed(card, language)
        assert "27e" not in provenance.sentence(frame) + provenance.mark(frame)
    assert provenance.mark(framed(card)) == "Ajout de la boîte à outils"
    assert provenance.codes(framed(card)) == ()


def test_a_card_of_the_toolkit_may_say_what_it_draws_on() -> None:
    said = provenance.sentence(framed(a_card(provenance="toolkit", sources=(HP_SUB,)), "en"))
    assert said.startswith("Written by this toolkit, drawing on Horizons publics (HP-SUB, 2022).")


def test_the_original_name_is_quoted() -> None:
    said = provenance.sentence(framed(saying(published_name="Les «\u202fdata lab\u202f»")))
    assert "Nom d’origine\u00a0: «\u202fLes “data lab”\u202f»." in said


def test_an_orientation_is_read_not_linked() -> None:
    said = provenance.sentence(framed(a_card(kind="orientation", provenance="named", inference="own")))
    assert said.endswith("Explication\u00a0: notre lecture.")


@pytest.mark.parametrize("inference", ["strong", "medium", "weak", "own"])
def test_every_inference_has_its_words_in_both_languages(inference: str) -> None:
    card = a_card(inference=inference)
    assert all("inference_" not in provenance.sentence(framed(card, language)) for language in card.texts)


def test_the_credit_is_short_and_the_imprint_tells_the_edition() -> None:
    frame = framed(a_card())
    assert provenance.credit(frame) == "D’après l’enquête Réflexes publics."
    assert provenance.imprint(frame) == "Réflexes\u00a01.0.0, lead\u2011micro\u2011mobility"
