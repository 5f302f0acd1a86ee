"""
The cards that come with the toolkit: what they claim, and what they may not claim.

Names, counts and provenance are those of the published sources listed in ``cards/sources.toml``.
"""

import re
from collections import Counter
from types import MappingProxyType

import pytest

from toolkit.content.cards import LANGUAGES, Card, Deck
from toolkit.content.check import check
from toolkit.content.load import decks, load_deck
from toolkit.content.lock import is_locked, lock_file, new_lines
from toolkit.content.reading import read_folder
from toolkit.paths import folder

CARDS = folder("cards")

# La 27e Région, rapport d'activité 2020; only the apostrophe is typographic here.
ORIENTATIONS = (
    "Diversifier les sources d’influence",
    "Penser les données par leurs usages",
    "Prendre l’habitude de faire en commun",
    "Muscler la réallocation des ressources",
    "Garder le contact avec les citoyens & usagers",
    "Faire confiance à l’intendance",
    "Prendre soin des rituels",
)
OFFICIAL_ENGLISH = MappingProxyType(
    {
        1: "Diversifying sources of influence",
        4: "Strengthening the reallocation of resources",
        6: "Trusting stewardship",
    }
)
# The leads whose name is published, by the words that only their own name has.
PUBLISHED = (
    "micro-mobilité",
    "initiatives frugales",
    "post plan d’administration",
    "liaison citoyenne",
    "épargne médico-sociale",
    "data lab",
    "réactivité citoyenne",
    "dispositifs locaux de résilience",
    "management de la subsidiarité",
)
NAMED = ("engagement citoyen", "guichets proactifs")
# Objects, survey fields and devices inside a lead: published, and never as leads of their own.
NOT_LEADS = MappingProxyType(
    {
        r"réserviste": "Réserviste de l’action publique",
        r"réserves? citoyenne": "Les réserves citoyennes",
        r"activités? essentielle": "L’activité essentielle",
        r"partenariats? public[s-]*communs": "Partenariats public-communs",
        r"budgets? participatif": "Les budgets participatifs",
        r"journées? de bénévolat": "Les journées de bénévolat",
        r"plans? (personnel )?de redéploiement": "Le plan personnel de redéploiement",
        r"monnaie[- ]temps": "La monnaie-temps",
        r"droit (à l’|d’)initiative": "Un droit d’initiative",
        r"citizens?’? reserve": "Citizens’ reserves",
        r"essential activit": "Essential activity",
        r"participatory budget": "Participatory budgets",
        r"public[- ]commons partnership": "Public-commons partnerships",
        r"volunteer(ing)? days?": "Volunteer days",
        r"redeployment plan": "Personal redeployment plans",
        r"time currency": "A time currency",
        r"right (of|to) initiative": "A right to initiative",
    }
)


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(CARDS / "reflexes")


@pytest.fixture(scope="module")
def leads(deck: Deck) -> list[Card]:
    return [card for card in deck.cards if card.kind == "lead"]


def names(card: Card) -> str:
    """All the names a card goes by."""
    return " / ".join(f"{text.title} / {text.published_name}" for text in card.texts.values())


def test_the_cards_have_nothing_wrong():
    assert check(CARDS) == []


def test_a_deck_is_in_the_folder_of_its_id():
    for deck_id in decks(CARDS):
        assert load_deck(CARDS / deck_id).id == deck_id


def test_the_seven_orientations_keep_their_exact_french_names(deck):
    heads = [head for head, _ in deck.by_orientation()]
    assert [head.orientation for head in heads] == [1, 2, 3, 4, 5, 6, 7]
    assert tuple(head.text("fr").title for head in heads) == ORIENTATIONS


def test_the_official_english_names_are_kept(deck):
    titles = {head.orientation: head.text("en").title for head, _ in deck.by_orientation()}
    assert {number: titles[number] for number in OFFICIAL_ENGLISH} == OFFICIAL_ENGLISH


def test_there_are_twenty_leads(leads):
    assert len(leads) == 20


def test_nine_leads_are_published_two_are_named_nine_are_ours(leads):
    assert Counter(lead.provenance for lead in leads) == {"published": 9, "named": 2, "toolkit": 9}


@pytest.mark.parametrize(
    ("provenance", "words"),
    [*[("published", words) for words in PUBLISHED], *[("named", words) for words in NAMED]],
)
def test_a_lead_known_from_the_sources_is_there_once_and_says_so(leads, provenance, words):
    found = [lead for lead in leads if bare(words) in bare(names(lead))]
    assert [lead.provenance for lead in found] == [provenance]


def test_a_lead_we_wrote_borrows_no_published_name(leads):
    ours = [lead for lead in leads if lead.provenance == "toolkit"]
    for lead in ours:
        assert not any(bare(words) in bare(names(lead)) for words in (*PUBLISHED, *NAMED)), lead.id
        assert lead.sources == ()


@pytest.mark.parametrize(("pattern", "name"), NOT_LEADS.items())
def test_what_was_never_a_lead_is_not_one_here(leads, pattern, name):
    assert re.search(pattern, name, re.IGNORECASE)
    assert [lead.id for lead in leads if re.search(pattern, names(lead), re.IGNORECASE)] == []


def test_no_card_claims_more_than_the_sources(deck):
    """The names of the orientations are published; what they mean is not, nor is any lead's orientation."""
    for head, _ in deck.by_orientation():
        assert (head.provenance, head.inference) == ("named", "own")
        assert {source.code for source in head.sources} <= {"SEED", "P9454"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_says_whose_texts_these_are_and_whose_reading(deck, language):
    text = deck.text(language)
    assert "La 27e Région" in text.credit
    assert {"fr": "ni affilié", "en": "neither affiliated"}[language] in text.credit
    assert text.mapping_note
    assert {"17", "20", "11", "9"} <= set(re.findall(r"\d+", text.count_note))


def test_every_card_is_in_the_lock():
    assert is_locked(CARDS)
    assert lock_file(CARDS) == "printed.lock.toml"
    assert new_lines(CARDS, read_folder(CARDS)) == []


def bare(text: str) -> str:
    """*text* for comparing names: no quotes, no hyphens, no capitals."""
    return re.sub(r"[«»“”\s\u202f-]+", "", text.lower())
