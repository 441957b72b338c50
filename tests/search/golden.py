"""The golden set: what somebody looks for on the clinic's site, and what must come first."""

from typing import NamedTuple


class Golden(NamedTuple):
    """A search with its expected first hit."""

    q: str
    type: str
    slug: str
    options: str = ""
    """Further parameters, as in an address."""


PLAIN = (
    Golden("neck pain", "topic", "neck-pain"),
    Golden("low back pain", "topic", "low-back-pain"),
    Golden("chronic neck pain", "topic", "chronic-neck-pain"),
    Golden("cervical spondylosis", "topic", "cervical-spondylosis"),
    Golden("acupuncture", "topic", "acupuncture"),
    Golden("tai chi", "topic", "tai-chi"),
    Golden("lumbago", "topic", "low-back-pain"),
    Golden("LBP", "topic", "low-back-pain"),
    Golden("physiotherapy", "topic", "physical-therapy"),
    Golden("CBT", "topic", "cognitive-behavioral-therapy"),
    Golden("MBSR", "topic", "mindfulness-based-stress-reduction"),
    Golden("painkillers", "topic", "medication"),
    Golden("side effects", "article", "acupuncture-side-effects-and-safety"),
    Golden("first session", "article", "your-first-acupuncture-session"),
    Golden("licensed acupuncturist", "article", "choosing-a-licensed-acupuncturist"),
    Golden("sesión de acupuntura", "article", "su-primera-sesion-de-acupuntura"),
    Golden("primera sesion", "article", "su-primera-sesion-de-acupuntura"),
    Golden("cuántas sesiones", "section", "su-primera-sesion-de-acupuntura.how-many"),
    Golden("despues de la sesion", "section", "su-primera-sesion-de-acupuntura.after-the-session"),
    Golden("needles hygiene", "section", "choosing-a-licensed-acupuncturist.hygiene"),
    Golden("bleeding disorder", "section", "acupuncture-side-effects-and-safety.extra-care"),
    Golden("Serious problems?", "section", "acupuncture-side-effects-and-safety.serious-problems"),
    Golden("german trial", "study", "german-neck-pain-trial-1996-1999"),
    Golden("systematic review 2024", "study", "neck-pain-systematic-review-2024"),
    Golden("irnich", "reference", "irnich-2001"),
    Golden("Schops", "reference", "irnich-2001"),
    Golden("NCT04982315", "reference", "backinaction-registration"),
    Golden("10.1136/bmj.322.7302.1574", "reference", "irnich-2001"),
    Golden("annals of internal medicine", "reference", "qaseem-2017"),
    Golden("Bowker Lucas", "practitioner", "bowker-lucas-acupuncture"),
    Golden("massage stretching combo", "service_bundle", "holistic-chiropractic-acupuncture-combo"),
)
"""Searches for whole words, that copies without a server answer too."""

WITH_OPTIONS = (
    Golden("acup", "topic", "acupuncture", "mode=prefix"),
    Golden("cervical spond", "topic", "cervical-spondylosis", "mode=prefix"),
    Golden("primera ses", "article", "su-primera-sesion-de-acupuntura", "mode=prefix"),
    Golden("backinaction", "study", "backinaction", "types=study"),
    Golden("sham", "reference", "irnich-2001", "types=reference&filter[topic]=neck-pain"),
    Golden("acupuncture", "article", "acupuncture-with-chiropractic-care", "types=article"),
)

MISSPELT = {
    "acupunture": Golden("acupuncture", "topic", "acupuncture"),
    "lumbgo": Golden("lumbago", "topic", "low-back-pain"),
    "side efects": Golden("side effects", "article", "acupuncture-side-effects-and-safety"),
    "chiropratic": Golden("chiropractic", "topic", "chiropractic"),
    "primera sesoin": Golden("primera sesión", "article", "su-primera-sesion-de-acupuntura"),
}
"""Searches with a slip of the finger, and what is suggested instead."""

ELSEWHERE_OFFLINE = {
    "low back pain": (
        "topic chronic-low-back-pain: FTS5 sees that its text has the words more often, "
        "and does not know that they name the other topic"
    ),
}
"""Searches whose first hit a copy without a server finds further down, and why."""
