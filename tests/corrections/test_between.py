"""Whatever a coder makes of the program's rows, the corrections between the two lead there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import ActLabel, MentionLabel, apply
from pipeline.corrections.between import corrections_between
from pipeline.corrections.entity import label_name
from pipeline.corrections.file import read_corrections, to_json
from pipeline.model import Act, Mention, Node

WORDS = [f"word{number}" for number in range(24)]
TEXT = " ".join(WORDS)
STARTS = [TEXT.index(word) for word in WORDS]
NODES = (
    Node("s0.p1", "paragraph", 0, 0, STARTS[12] - 1),
    Node("s0.p2", "paragraph", 0, STARTS[12], len(TEXT)),
)


def span(first, size):
    """Some words of one of the two nodes."""
    last = min(first + size, 11 if first < 12 else 23)
    return STARTS[first], STARTS[last] + len(WORDS[last])


SPANS = st.builds(span, st.integers(0, 23), st.integers(0, 6))
MENTIONS = st.lists(
    st.builds(
        lambda at, label, name: MentionLabel(*at, label, name),
        SPANS,
        st.sampled_from(("ORG", "PLACE", "COUNTRY")),
        st.sampled_from(("Norway", "Kenya", "Harbour Board")),
    ),
    max_size=6,
    unique_by=lambda one: one.span,
)


def act(at, force, kept):
    cue = (at[0], TEXT.find(" ", at[0]) if " " in TEXT[at[0] :] else len(TEXT))
    fields = {"status": "new", "level": "goal", "ctype": "action"} if kept else {}
    reason = None if kept else "background"
    return ActLabel(*at, cue, "decide", force, kept, reason, **fields)


ACTS = st.lists(
    st.builds(act, SPANS, st.integers(2, 5), st.booleans()),
    max_size=6,
    unique_by=lambda one: one.span,
)


@st.composite
def related(draw):
    """Acts of which some are the children of others."""
    acts = draw(ACTS)
    for number, one in enumerate(acts):
        parent = draw(st.none() | st.integers(0, len(acts) - 1))
        if parent is not None and parent != number and one.is_commitment:
            acts[number] = replace(one, parent=acts[parent].span, level="measure")
    return sorted(acts, key=lambda one: (one.start, one.end))


def model_act(label):
    shared = {
        name: getattr(label, name) for name in "start end cue_lemma force is_commitment".split()
    }
    shared |= {name: getattr(label, name) for name in "reason status level ctype parent".split()}
    return Act(node="", cue_start=label.cue[0], cue_end=label.cue[1], act_class="", **shared)


def act_label(row):
    names = "start end cue_lemma force is_commitment reason status level parent ctype".split()
    return ActLabel(
        cue=(row.cue_start, row.cue_end), **{name: getattr(row, name) for name in names}
    )


def model_mention(label):
    return Mention(label.start, label.end, label.label, "", f"x:{label.name}", label.name)


@given(MENTIONS, MENTIONS, related(), related())
def test_the_corrections_between_two_codings_lead_from_one_to_the_other(ours, theirs, acts, others):
    between = corrections_between(TEXT, "a.txt", (ours, theirs), (acts, others))
    done = apply(
        TEXT, NODES, [*map(model_mention, ours)], [*map(model_act, acts)], between, "a.json"
    )
    assert done.problems == ()
    found = [MentionLabel(m.start, m.end, m.label, label_name(m)) for m in done.mentions]
    assert sorted(found, key=repr) == sorted(theirs, key=repr)
    assert sorted(map(act_label, done.acts), key=repr) == sorted(others, key=repr)


@given(MENTIONS, MENTIONS, related(), related())
def test_what_is_written_is_read_back(tmp_path_factory, ours, theirs, acts, others):
    file = tmp_path_factory.mktemp("kept") / "a.txt"
    between = corrections_between(TEXT, file.name, (ours, theirs), (acts, others))
    file.with_suffix(".corrections.json").write_text(to_json(between), encoding="utf-8")
    assert read_corrections(file) == (between, ())
