"""The language of a document: English unless its own words say otherwise."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.outline.tongue import language_of
from tests.labels.hydrate import labels, text_of

# Article 1 of the Universal Declaration of Human Rights.
DECLARATION = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with "
    "reason and conscience and should act towards one another in a spirit of brotherhood.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como "
    "están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués "
    "de raison et de conscience et doivent agir les uns envers les autres dans un esprit de "
    "fraternité.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft "
    "und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati "
    "di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    "pt": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de "
    "razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd "
    "met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te "
    "gedragen.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены "
    "разумом и совестью и должны поступать в отношении друг друга в духе братства.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. "
    "Είναι προικισμένοι με λογική και συνείδηση.",
    "ar": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن "
    "يعامل بعضهم بعضاً بروح الإخاء.",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "ja": "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
}
TABLE = "Table 2 (USD mn)\n" + "2019 12.4 1,203 EUR 33% A1 | 2020 13.9 1,377 JPY 41% B2\n" * 60
TELEX = "UNCLAS TOKYO 01234 SUBJ VISIT CODEL REF STATE 55781 PASS EAP/J PLS ADVISE ETA ASAP\n" * 9
SCAN = "COMAIIEHHE O CO31AHHM COAPYKECTBA HE3ABHCHMBIX TOCYIIAPCTB Mbl, Pecny6nuKa Benapycb,\n" * 9


@pytest.mark.parametrize("language", DECLARATION)
def test_each_language_is_told(language: str) -> None:
    assert language_of(f"{DECLARATION[language]}\n\n" * 8) == language


@pytest.mark.parametrize("noise", [TABLE, TELEX, SCAN], ids=["table", "telex", "scan"])
def test_noise_is_no_other_language(noise: str) -> None:
    assert language_of(noise) in ("en", "und")


def test_a_scan_is_not_taken_for_english() -> None:
    assert language_of(SCAN) == "und"


def test_what_is_too_short_to_tell_is_english() -> None:
    assert language_of("") == language_of("Vereinbarung über Häfen") == "en"


def test_capitals_make_no_difference() -> None:
    assert language_of(f"{DECLARATION['en'].upper()}\n" * 8) == "en"
    assert language_of(f"{DECLARATION['fr'].upper()}\n" * 8) == "fr"


def test_a_foreign_preface_does_not_make_an_english_text_foreign() -> None:
    preface = f"{DECLARATION['fr']}\n" * 30
    assert language_of(preface + f"{DECLARATION['en']}\n" * 20) == "en"
    long = preface * 20
    assert language_of(long + f"{DECLARATION['en']}\n" * 30 * 20) == "en"


def test_english_never_loads_the_detector() -> None:
    lines = (
        "import sys",
        "from pipeline.outline.tongue import language_of",
        f"assert language_of({DECLARATION['en'] * 8!r}) == 'en'",
        "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules",
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, cwd=root)


@pytest.mark.parametrize("file", labels(), ids=lambda file: file.stem)
def test_labelled_corpus_texts_are_english(file: Path, shared: Path) -> None:
    assert language_of(text_of(file, shared / "corpus").read_text(encoding="utf-8")) == "en"
