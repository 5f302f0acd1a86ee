"""Cards to set: real-looking texts, at their usual length or exactly as long as a field allows."""

from dataclasses import replace
from typing import Any

from toolkit.content.cards import Card, CardText, Deck, DeckText, Source
from toolkit.faces.layout import LIMITS

BASE_URL = "http://192.168.100.200:8080"

SEED = Source("SEED", "Rapport d’activité 2020", "La 27e Région", "2020")
P9214 = Source("P9214", "Six pistes prospectives", "La 27e Région", "2020-09-21")
HP_SUB = Source("HP-SUB", "Le management de la subsidiarité", "Horizons publics", "2022-10-08")

FRENCH = CardText(
    title="La politique de micro-mobilité",
    gist="Rendre ordinaires les renforts courts\u00a0: la DRH prévoit les besoins, l’aller et le retour.",
    situation="Un mardi, 14\u00a0h\u00a0: trois agents d’accueil en arrêt, un gymnase plein d’évacués.",
    monday="La DRH demande à vingt volontaires ce qu’ils savent faire hors de leur fiche de poste.",
    question="Un chef repère un talent que l’agent préfère taire\u00a0: a-t-il le droit de le dire\u202f?",
    caution="Sans accord vrai ni date de retour, le renfort court devient une mutation.",
    cost="Deux jours par agent et par an.",
)
ENGLISH = CardText(
    title="A micro-mobility policy",
    gist="Make short reinforcements ordinary: HR foresees the needs and organises the way there and back.",
    situation="A Tuesday, 2 pm: three receptionists off sick, a sports hall full of evacuees.",
    monday="HR asks twenty volunteers what they can do beyond their job description.",
    question="A manager spots a talent that the officer would rather hide: may they report it?",
    caution="Without real consent and a date of return, a reinforcement becomes a transfer.",
    cost="Two days per officer and per year.",
)
LONG = (
    "Quand un service déborde et que le voisin attend, chaque responsable propose une compétence rare, "
    "prévient l’équipe et fixe ensemble une date de retour\u202f; personne ne part sans accord, et tout le "
    "monde revient avec quelque chose à transmettre. "
)


def a_card(**changes: Any) -> Card:
    """A lead of orientation 4, published."""
    card = Card(
        id="lead-micro-mobility",
        code="W7Q9",
        kind="lead",
        orientation=4,
        provenance="published",
        inference="strong",
        sources=(SEED, P9214),
        texts={"fr": FRENCH, "en": ENGLISH},
    )
    return replace(card, **changes)


def saying(**texts: str) -> Card:
    """``a_card`` with other French texts."""
    return a_card(texts={"fr": replace(FRENCH, **texts), "en": ENGLISH})


def filled(length: int) -> str:
    """French prose of exactly that many characters, ending in a stop."""
    return (LONG * 2)[: length - 1].rstrip(" ,;\u202f’").ljust(length - 1, "s") + "."


def full_card(**changes: Any) -> Card:
    """A lead whose every text is as long as its field allows, from two publishers."""
    texts = {field: filled(length) for field, length in LIMITS.items() if field != "sign"}
    card = saying(
        **texts, published_name="Les «\u202fdata lab\u202f», pour opérationnaliser les données disponibles"
    )
    return replace(card, sources=(SEED, HP_SUB), inference="weak", **changes)


def a_deck(*cards: Card) -> Deck:
    """*cards* after the orientation they belong to."""
    head = a_card(id="orientation-4", code="P9ND", kind="orientation", provenance="named", inference="own")
    title = replace(FRENCH, title="Muscler la réallocation des ressources")
    head = replace(head, texts={"fr": title, "en": replace(ENGLISH, title="Strengthening reallocation")})
    text = DeckText(
        title="Réflexes",
        subtitle="Sept orientations",
        intro="",
        credit="D’après l’enquête Réflexes publics (La 27e Région, 2020). Textes originaux.",
        mapping_note="",
        count_note="",
    )
    return Deck("reflexes", "1.0.0", (head, *cards), {"fr": text, "en": text})
