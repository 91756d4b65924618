"""Title, kind, issuer and date of a document, each from where it is stated."""

import json
from pathlib import Path

import pytest

from pipeline.model import Metadata, Node, Problem, Source
from pipeline.outline import parse
from pipeline.outline.metadata import metadata
from pipeline.readers.docx import MEDIA_TYPE as DOCX
from pipeline.readers.markdown import read_markdown

PROSE = "paragraph: Harbours are the gates of trade and have been so for a long time."


def told(
    *rows: str,
    sidecar: dict[str, str] | None = None,
    file_metadata: dict[str, str] | None = None,
    filename: str = "harbours.txt",
    media_type: str = "text/html",
) -> tuple[Metadata, tuple[Problem, ...]]:
    text, nodes = "", []
    for n, row in enumerate(rows):
        kind, words = row.split(": ", 1)
        nodes.append(Node(f"x{n}", kind, 0, len(text), len(text) + len(words)))
        text += words + "\n\n"
    source = Source(text, (), media_type, metadata=file_metadata or {})
    return metadata(source, nodes, sidecar or {}, filename)


def test_title_lines_are_joined_and_the_sidecar_wins() -> None:
    rows = ("title: Harbour\n  Talks", "title: Second Round", PROSE)
    assert told(*rows)[0].title == "Harbour Talks: Second Round"
    assert told(*rows, sidecar={"title": "Mine"})[0].title == "Mine"


def test_the_files_own_title_helps_out_unless_it_is_a_template() -> None:
    found = told(PROSE, file_metadata={"title": "Harbour Talks"})[0]
    assert (found.title, found.title_source) == ("Harbour Talks", "metadata")
    for idle in ("Microsoft Word - x.doc", "untitled", "talks.pdf", " ", "DRAFT", "A_L.632"):
        assert told(PROSE, file_metadata={"title": idle})[0].title is None


def test_a_title_kept_from_another_file_is_none() -> None:
    pdf = "application/pdf"
    for title, kept in (("Harbours", "Harbours"), ("United Kingdom", None)):
        found = told(PROSE, file_metadata={"title": title}, media_type=pdf)[0]
        assert found.title == kept


def test_a_table_row_or_noise_is_no_title() -> None:
    for said in ("| Distr.: General | A/75/1 |", "/o 7-"):
        assert told(f"title: {said}", PROSE)[0].title is None


def test_front_matter_gives_the_title_without_its_escapes() -> None:
    source = read_markdown(
        "a.md",
        b"---\ndate: '2024-05-01'\nsource_url: https://www.whitehouse.gov/x/\n"
        b'title: "Fact Sheet:\\_U.S.-Oslo \\\n  \\ Talks"\n---\n\n'
        b"**Fact Sheet: U.S.-Oslo Talks**\n\n*A Partnership*\n\nWe agree to talk of harbours.\n",
    )
    found, _ = metadata(source, parse(source), {}, "a.md")
    assert found.title == "Fact Sheet: U.S.-Oslo Talks: A Partnership"
    assert (found.title_source, found.doc_type_source) == ("metadata", "metadata")
    assert (found.date, found.date_source) == ("2024-05-01", "metadata")
    assert (found.issuer, found.issuer_source) == ("White House", "metadata")


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (("doc_type: FACT SHEET", "title: Joint Statement on Harbours"), "fact sheet"),
        (("title: Joint Statement on an Agreement on Harbours",), "joint statement"),
        (("title: Oslo Leaders’ Communiqué",), "communiqué"),
        (("title: The Oslo Communique: A Joint Statement",), "communiqué"),
        (("title: Harbours",), None),
        (("title: Explainer for the agreement on harbours",), None),
        (("title: Joint Statement on a Framework for an Agreement",), "joint statement"),
    ],
)
def test_kind(rows: tuple[str, ...], kind: str | None) -> None:
    assert told(*rows, PROSE)[0].doc_type == kind


@pytest.mark.parametrize(
    ("rows", "issuer"),
    [
        (("title: A", "byline: Office of the Spokesperson", PROSE), "U.S. Department of State"),
        (("title: A", "byline: Ministry of Ports of Norway", PROSE), "Ministry of Ports of Norway"),
        (("title: A", "date_line: The White House, 1 May 2020", PROSE), "White House"),
        (("title: A", PROSE, "footer: U.S. Department of Defense"), "U.S. Department of Defense"),
        (("title: Quad Leaders’ Joint Statement", PROSE), "Quad"),
        (("title: Statement by the President of the Security Council", PROSE), "Security Council"),
        (("title: Fact Sheet: Quad Leaders Summit", PROSE), None),
        (("title: A", PROSE, "footer: ###"), None),
        (("title: A", "paragraph: The General Assembly, Recalling its vote,"), "General Assembly"),
        (("title: A", "paragraph: The General Assembly held its session in New York."), None),
    ],
)
def test_issuer(rows: tuple[str, ...], issuer: str | None) -> None:
    assert told(*rows)[0].issuer == issuer
    assert told(*rows)[0].issuer_source == ("stated" if issuer else None)
    told_beside = told(*rows, sidecar={"issuer": "Port of Oslo"})[0]
    assert (told_beside.issuer, told_beside.issuer_source) == ("Port of Oslo", "sidecar")


def test_an_office_is_known_by_its_own_site_only() -> None:
    for url, issuer in (
        ("https://www.state.gov/a-page/", "U.S. Department of State"),
        ("https://example.org/www.state.gov/", None),
        ("https://notstate.gov/", None),
        ("https://[", None),
    ):
        assert told(PROSE, file_metadata={"url": url})[0].issuer == issuer
    assert told(PROSE, file_metadata={"author": "The White House"})[0].issuer == "White House"
    assert told(PROSE, file_metadata={"author": "rmilefsky"})[0].issuer is None


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ("date_line: JULY 28, 2024", "2024-07-28"),
        ("date_line: Oslo, 2-3 May 2020", "2020-05"),
        ("title: Resolution adopted by the General Assembly on 3 October 2013", "2013-10-03"),
        ("paragraph: At the meeting held on 28 February 2020, the Council spoke.", "2020-02-28"),
        ("paragraph: We met. On this historic occasion of March 12, 2021, we speak.", "2021-03-12"),
        ("paragraph: On March 13, 2023, the leaders announced a plan.", "2023-03-13"),
        (
            "paragraph: On March 13, 2023, Prime Minister A of B and President C announced a plan.",
            "2023-03-13",
        ),
        ("paragraph: We meet in Washington, D.C. from 25-26 September 2023.", "2023-09"),
        ("paragraph: Done at Oslo, this 13th day of June, 2024, in two originals.", "2024-06-13"),
        (
            "paragraph: DONE at Paris this twelfth day of December two thousand and fifteen.",
            "2015-12-12",
        ),
        (
            "paragraph: DONE at Rome this twenty-first day of May nineteen hundred and ninety-one.",
            "1991-05-21",
        ),
        ("paragraph: On March 8, 2015, the President issued Order 13692.", None),
        ("paragraph: On July 5, 2022, the leaders will meet.", None),
        ("paragraph: The Prime Minister will be hosted on December 1, 2022.", None),
        ("paragraph: To meet the challenge, we established on 25 March 2022 a force.", None),
        ("paragraph: They share an agreement, signed on July 16, 1996.", None),
        ("title: Declassification of Documents of September 11, 2001", None),
        ("paragraph: We met in Oslo on 19-21 May 2023 for our summit.", "2023-05"),
        ("footer: Oslo, 5 May 2021", "2021-05-05"),
        ("paragraph: Following the meeting on April 10, 2024, we go on.", None),
        ("paragraph: We recall the meeting of the plan announced in April 2021.", None),
        ("paragraph: Doses were delivered as of February 1, 2022.", None),
        ("date_line: – President Biden, February 19, 2021", None),
        ("title: The 2030 Agenda", None),
        ("paragraph: We met on 12 December.", None),
    ],
)
def test_stated_dates(row: str, date: str | None) -> None:
    found = told(row)[0]
    assert (found.date, found.date_source) == (date, "stated" if date else None)


def test_a_date_of_the_second_paragraph_is_another_day() -> None:
    assert told(PROSE, "paragraph: We met on 5 May 2021.")[0].date is None
    note = "paragraph: The text of the following statement was released by both."
    assert told(note, "paragraph: We met on 5 May 2021.")[0].date == "2021-05-05"


def test_the_day_of_signing_settles_a_meeting_of_several_days() -> None:
    met = "paragraph: We met in Oslo on 4-5 May 2021."
    assert told(met, "paragraph: We go on.\n5 May 2021\nMinister A of B")[0].date == "2021-05-05"
    assert told(met, "paragraph: We go on.\n5 June 2020\nMinister A of B")[0].date == "2021-05"


def test_a_line_with_nothing_but_a_day_is_the_documents() -> None:
    signed = "paragraph: It was so agreed.\nMinister A of B\nMay 5, 2021"
    assert told(PROSE, signed)[0].date == "2021-05-05"
    wrapped = f"paragraph: {'The storms that came over the harbours and quays of'}\nMay 5, 2021"
    assert told(PROSE, wrapped)[0].date is None
    second = "paragraph: May 6, 2021\nThey met again by the quays."
    assert told(PROSE, signed, second)[0].date is None


def test_the_day_a_file_was_made_counts_only_where_the_text_names_it() -> None:
    inside = {"date": "D:20200625100947-04'00'"}
    for media_type in ("application/pdf", DOCX):
        assert told(PROSE, file_metadata=inside, media_type=media_type)[0].date is None
        named = "paragraph: The plan of 25 June 2020 holds."
        found = told(PROSE, named, file_metadata=inside, media_type=media_type)[0]
        assert (found.date, found.date_source) == ("2020-06-25", "metadata")


def test_sources_of_the_date_in_order() -> None:
    inside = {"date": "D:20240102030405Z"}
    name = "talks-2023-01-02.txt"
    side = {"date": "2025-01-02"}
    said = "date_line: 5 May 2021"
    everything = told(said, sidecar=side, file_metadata=inside, filename=name)[0]
    assert (everything.date, everything.date_source) == ("2021-05-05", "stated")
    found = told(PROSE, sidecar=side, file_metadata=inside, filename=name)[0]
    assert (found.date, found.date_source) == ("2025-01-02", "sidecar")
    found = told(PROSE, file_metadata=inside, filename=name)[0]
    assert (found.date, found.date_source) == ("2024-01-02", "metadata")
    found = told(PROSE, filename=name)[0]
    assert (found.date, found.date_source) == ("2023-01-02", "filename")
    assert told(PROSE, filename="talks-2023-02-30.txt")[0].date is None
    assert told(PROSE, filename="12023-02-20.txt")[0].date is None


def test_a_sidecar_that_contradicts_the_text_is_told() -> None:
    _, problems = told("date_line: 5 May 2021", sidecar={"date": "2021-05-06"})
    (problem,) = problems
    assert (problem.severity, problem.code) == ("warning", "date_conflict")
    assert "2021-05-05" in problem.message
    assert "2021-05-06" in problem.message
    assert told("date_line: 5 May 2021", sidecar={"date": "2021-05"})[1] == ()


def test_what_is_not_english_is_told() -> None:
    row = "paragraph: " + "Die Minister beschlossen neue Häfen und Kais zu bauen. " * 12
    found, problems = told(row)
    assert found.language == "de"
    assert [(p.severity, p.code) for p in problems] == [("error", "language")]
    found, problems = told("paragraph: " + "Rl1ne Mbl nep6 Kc8 oTHo xz1 upd " * 30)
    assert found.language == "und"
    assert [(p.severity, p.code) for p in problems] == [("warning", "language")]
    assert told("paragraph: " + "The ministers met in the harbour of Oslo. " * 12)[1] == ()


def test_an_empty_text_has_nothing() -> None:
    assert told() == (Metadata(), ())


def test_dates_of_the_labelled_documents(shared: Path) -> None:
    files = sorted((shared / "gold").glob("*.gold.json"))
    for file in files:
        gold = json.loads(file.read_text(encoding="utf-8"))
        name = gold["document"]["document_id"]
        places = [*shared.glob(f"corpus/*/{name}.txt"), *shared.glob(f"seeds/{name}.txt")]
        text = places[0].read_bytes().decode("utf-8")
        nodes = [
            Node(n["path"], n["kind"], n["level"], n["start"], n["end"]) for n in gold["nodes"]
        ]
        found, _ = metadata(Source(text, (), "text/plain"), nodes, {}, f"{name}.txt")
        stated = found.date if found.date_source == "stated" else None
        assert stated == gold["document"]["date"], name
    assert files
