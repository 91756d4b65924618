"""Which entity a coder means by a label and a canonical name."""

from functools import cache

from pipeline import edtf
from pipeline.corrections.labels import MentionLabel
from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.hits import Entity
from pipeline.language.mentions.memory import keyed
from pipeline.language.mentions.words import alias_words
from pipeline.model import Mention
from pipeline.values import CORRECTED


def mention_of(text: str, label: MentionLabel, node: str, old: Mention | None) -> Mention:
    """The mention that a coder has labelled; `old` is the program's, whose entity stands where
    label and name are the same."""
    words = text[label.start : label.end]
    value = label.name if label.label == "DATE" and edtf.valid(label.name) else None
    if old and (old.label, label_name(old)) == (label.label, label.name):
        entity = Entity(old.key, old.label, old.name, old.party)
    elif value:
        entity = Entity(f"DATE:{value}", "DATE", " ".join(words.split()))
    else:
        entity = _entity(label)
    return Mention(
        start=label.start,
        end=label.end,
        label=label.label,
        node=node,
        key=entity.key,
        name=entity.name,
        form=_forms().get((entity.key, alias_words(words)), "name"),
        party=entity.party,
        value=value,
        method=CORRECTED,
    )


def label_name(mention: Mention) -> str:
    """The canonical name as labels have it: of a date its EDTF."""
    return (mention.value if mention.label == "DATE" else None) or mention.name


def _entity(label: MentionLabel) -> Entity:
    """The listed entity of that label and name, of a country that of its code; else one made of
    both."""
    listed = _listed().get((label.label, label.name.casefold()))
    if listed is None and label.label == "COUNTRY" and label.code:
        listed = _listed().get((label.label, label.code.casefold()))
    return listed or keyed(Entity("", label.label, label.name, label.code))


@cache
def _listed() -> dict[tuple[str, str], Entity]:
    found: dict[tuple[str, str], Entity] = {}
    for entity in gazetteer.by_key().values():
        found.setdefault((entity.label, entity.name.casefold()), entity)
        if entity.label == "COUNTRY" and entity.party:
            found.setdefault((entity.label, entity.party.casefold()), entity)
    return found


@cache
def _forms() -> dict[tuple[str, tuple[str, ...]], str]:
    return {(alias.entity.key, alias.words): alias.form for alias in gazetteer.aliases()}
