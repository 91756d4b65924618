from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import document_id, slug, span_ids

DIGEST = sha256(b"text").hexdigest()


def test_document_is_named_by_stem_and_hash():
    assert document_id("in/US-Japan_SCC 2023.txt", DIGEST) == f"us-japan-scc-2023-{DIGEST[:6]}"
    assert document_id("records.jsonl", DIGEST, 7) == f"records-{DIGEST[:6]}-7"


def test_folder_does_not_change_the_name_but_content_does():
    other = sha256(b"other").hexdigest()
    assert document_id("a/x.pdf", DIGEST) == document_id("b/x.pdf", DIGEST)
    assert document_id("a/x.pdf", DIGEST) != document_id("a/x.pdf", other)


def test_file_without_readable_bytes_is_named_by_its_path():
    assert document_id("a/x.txt", None) != document_id("b/x.txt", None)
    assert document_id("a/x.txt", None) == document_id("a/x.txt", None)


def test_accents_fall_and_other_scripts_leave_a_word():
    assert slug("Déclaration «conjointe»") == "declaration-conjointe"
    assert slug("共同声明") == "document"


@given(st.text())
def test_slug_is_plain_short_and_stable(name):
    made = slug(name)
    assert 0 < len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(made) == made


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_span_ids_are_unique_readable_and_hang_on_nothing_but_spans(spans):
    ids = span_ids("doc-abcdef", "a", spans)
    assert len(set(ids)) == len(ids) == len(spans)
    for (start, end), name in zip(spans, ids, strict=True):
        assert name.startswith(f"doc-abcdef:a{start}-{end}")
        assert ";" not in name
    # A row added at the end renames none before it.
    assert span_ids("doc-abcdef", "a", [*spans, (9, 9)])[:-1] == ids
