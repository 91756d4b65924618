"""The spaCy pipeline: tokenizer rules and the components outline, mentions, dates, actors, acts."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS: Final = (
    "factsheets_outline",
    "factsheets_mentions",
    "factsheets_dates",
    "factsheets_actors",
    "factsheets_acts",
)
# spaCy refuses longer texts by default, to spare the memory of trained components.
MAX_LENGTH: Final = 100_000_000


def load() -> "Language":
    """A blank English pipeline with this project's tokenizer and components, in their order.

    The components are registered factories: any one can be added to another pipeline with
    `nlp.add_pipe`. Results stand in span groups and are read with `pipeline.language.annotation`.
    """
    from spacy.lang.en import English

    from pipeline.language import actors, acts, dates, mentions, outline  # noqa: F401 - register
    from pipeline.language.tokenizer import make_tokenizer

    meta = {"name": "factsheets", "version": version("factsheets")}
    nlp = English(meta=meta, create_tokenizer=make_tokenizer)
    nlp.max_length = MAX_LENGTH
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
