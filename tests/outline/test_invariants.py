"""What holds of the outline of every text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Node, Source
from pipeline.values import HEADER_KINDS, NODE_KINDS, NODE_ROLES
from tests.outline.helpers import outline, raw_outline

MARKS = ["", "", "- ", "• ", "  ◦ ", "- ▶ ", " - ", "1. ", "2. ", "(a) ", "(b) ", "(i) ", "a. ",
         "    ▪ ", "I. ", "A. ", "# ", "\t1.\t", "* ", "– "]  # fmt: skip
WORDS = ["We will act.", "the", "and", "Key Outcomes:", "TRADE AND AID", "Trade and Aid", "###",
         "Roads: We build.", "Annex I", "May 3, 2024", "**Bold.** text", "such as:", "data; and",
         "President Smith", "12", "End text.", "é “x”", "[note]", "|a|b|", "_",
         "\u200b"]  # fmt: skip
ENDS = ["\n", "\n\n", "\r\n", "\n\x0c", "\u2028", " ", " \n"]

lines = st.builds(
    lambda mark, words, end: mark + " ".join(words) + end,
    st.sampled_from(MARKS),
    st.lists(st.sampled_from(WORDS), min_size=0, max_size=4),
    st.sampled_from(ENDS),
)
made_texts = st.builds(
    lambda bom, rows: bom + "".join(rows), st.sampled_from(["", "\ufeff"]), st.lists(lines)
)
any_texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"))
texts = st.one_of(made_texts, any_texts).map(lambda text: "x " + text)
media = st.sampled_from(["text/plain", "text/markdown"])


@settings(max_examples=400)
@given(texts, media)
def test_spans(text: str, media_type: str) -> None:
    source, nodes = raw_outline(text, media_type)
    assert source.text == text
    end = 0
    for node in nodes:
        assert end <= node.start < node.end <= len(text)
        span = text[node.start : node.end]
        assert span == span.strip()
        if node.lead_in:
            assert node.start <= node.lead_in[0] < node.lead_in[1] <= node.end
        end = node.end


@settings(max_examples=400)
@given(texts)
def test_every_character_stands_in_one_node_or_a_mark(text: str) -> None:
    source, nodes = raw_outline(text, "text/plain")
    at = 0
    for node in [*nodes, None]:
        gap = source.text[at : node.start if node else None]
        rest = gap.replace("\ufeff", "").replace("\u200b", "")
        if node is not None and node.marker and gap.rstrip().endswith(node.marker):
            rest = rest.rstrip().removesuffix(node.marker)
        # Hashes and emphasis around a heading are its mark.
        assert all(c.isspace() or c in "#*_" for c in rest)
        at = node.end if node else at


@settings(max_examples=400)
@given(texts, media)
def test_tree(text: str, media_type: str) -> None:
    _, nodes = raw_outline(text, media_type)
    seen: dict[str, Node] = {}
    for node in nodes:
        assert node.path not in seen
        assert node.kind in NODE_KINDS
        assert node.role is None or node.role in NODE_ROLES
        check_place(node, seen)
        seen[node.path] = node


def check_place(node: Node, seen: dict[str, Node]) -> None:
    if node.kind == "footer" or node.kind in HEADER_KINDS:
        assert (node.parent, node.section, node.level) == (None, None, 0)
        return
    if node.parent not in (None, "s0"):
        assert node.parent is not None
        parent = seen[node.parent]
        same = parent.kind == node.kind
        assert node.level == (parent.level + 1 if same else node.kind == "bullet")
    elif node.kind in ("section", "bullet"):
        assert node.level == 1
    if node.kind == "section":
        assert node.section == node.parent
    else:
        assert node.section == "s0" or (node.section or "") in seen


@given(texts)
def test_the_same_text_gives_the_same_outline(text: str) -> None:
    assert raw_outline(text, "text/plain") == raw_outline(text, "text/plain")


def test_line_ends_do_not_matter() -> None:
    text = "Joint Statement\n\nWe met.\n\n- We act.\n - We pay.\n- We meet.\n"

    def shape(source: Source, nodes: tuple[Node, ...]) -> list[tuple[str, str]]:
        return [(n.path, source.text[n.start : n.end]) for n in nodes]

    expected = shape(*outline(text))
    for end in ("\r\n", "\r", "\u2028"):
        assert shape(*outline(text.replace("\n", end))) == expected
