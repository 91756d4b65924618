"""Commitments followed over time, and who undertook to act with whom."""

from pipeline.linking.acts import Said
from pipeline.linking.dyads import Dyads
from pipeline.linking.links import Link, links
from pipeline.linking.series import Member, chain, series_name
from pipeline.linking.threads import Threads, fulfils


def act(name: str, text: str, **fields: object) -> Said:
    given: dict[str, object] = {
        "act_id": name,
        "text": text,
        "own": text,
        "cue": "commit",
        "force": 5,
        "is_commitment": True,
        "reason": None,
        "status": "new",
        "action": "launch",
        "object": text,
        "obligors": ("AUS", "JPN"),
        "partners": (),
        "theme": "DEF.maritime",
        "negated": False,
    }
    return Said(**{**given, **fields})  # type: ignore[arg-type]


def member(name: str, date: str | None, **fields: object) -> Member:
    given: dict[str, object] = {
        "document_id": name,
        "series": "s",
        "date": date,
        "doc_type": "joint statement",
        "title": "",
        "principals": ("AUS", "JPN"),
        "forums": (),
        "acts": 3,
    }
    return Member(**{**given, **fields})  # type: ignore[arg-type]


def link(earlier: Said, later: Said) -> Link:
    return Link(earlier, later, "renews", 1.0, 0, (), (), (), False)


def test_a_thread_goes_through_its_statements() -> None:
    first, second, third = (act(name, "a harbour pilot school") for name in "abc")
    dropped = act("d", "tide tables")
    threads = Threads("s")
    threads.add(member("1", "2021"), [first, dropped], [])
    threads.add(member("2", "2022"), [second], [link(first, second)])
    threads.follow("1")
    threads.add(member("3", "2023"), [third], [link(second, third)])
    threads.follow("2")
    school, tables = threads.finish()
    assert [station.said.act_id for station in school.stations] == ["a", "b", "c"]
    assert (school.vanished, tables.vanished) == (False, True)


def test_two_commitments_that_come_back_in_one_act_are_both_followed() -> None:
    school, course = act("a", "a harbour pilot school"), act("b", "a course for harbour pilots")
    both, later = act("c", "a pilot school with courses"), act("d", "a pilot school")
    threads = Threads("s")
    threads.add(member("1", "2021"), [school, course], [])
    threads.add(member("2", "2022"), [both], [link(school, both), link(course, both)])
    threads.follow("1")
    threads.add(member("3", "2023"), [later], [link(both, later)])
    threads.follow("2")
    found = threads.finish()
    assert [[one.said.act_id for one in t.stations] for t in found] == [list("acd"), list("bcd")]
    assert not any(thread.vanished for thread in found)


def test_what_is_told_as_done_fulfils() -> None:
    promised = act("a", "a harbour pilot school", action="launch")
    done = act("b", "a harbour pilot school", status="completed", force=4)
    praised = {"is_commitment": False, "status": None, "force": 1, "reason": "expressive"}
    founded = act("c", "a harbour pilot school", action="establish", **praised)
    hoped = act("d", "a harbour pilot school", action="expand", **praised)
    assert fulfils(link(promised, done))
    assert fulfils(link(promised, founded))
    assert not fulfils(link(promised, hoped))
    assert not fulfils(link(done, done))
    assert not fulfils(link(founded, done))


def test_statements_of_one_date_are_held_against_the_same_kind_before() -> None:
    sheet, statement = {"doc_type": "fact sheet"}, {"doc_type": "joint statement"}
    members = [
        member("d", "2022-05-24", **sheet),
        member("c", "2022-05-24", **statement),
        member("b", "2021-03-12", **statement),
        member("a", "2021-03-12", **sheet, acts=90),
        member("e", None),
    ]
    steps = chain([one for one in members if series_name(one)])
    before = {s.member.document_id: s.before.document_id if s.before else None for s in steps}
    assert {series_name(one) for one in members} == {"s", None}
    assert before == {"a": None, "b": None, "c": "b", "d": "a"}


def test_a_title_alone_makes_a_series_only_of_two_sides() -> None:
    title = {"series": None, "title": "Joint Statement on the Virtual Meeting of the Port Group"}
    later = title | {"title": "Joint Statement on the Second Meeting of the Port Group, May 2022"}
    assert series_name(member("a", "2021", **title)) == series_name(member("b", "2022", **later))
    alone = {"principals": ("USA",)}
    assert series_name(member("a", "2021", **title, **alone)) is None
    other = title | {"title": "Joint Statement of the Tide Group"}
    assert series_name(member("a", "2021", **title)) != series_name(member("b", "2022", **other))


def test_dyads_are_directed_and_count_joint_acts() -> None:
    dyads = Dyads()
    row = {"obligors": ["AUS", "JPN"], "partners": ["IND", "partners"]}
    dyads.add("d", 2024, [row | {"force": 5, "status": "considered"}])
    dyads.add("e", 2024, [row | {"force": 2, "status": "completed", "obligors": ["AUS"]}])
    found = {key[1:]: dyad for key, dyad in dyads.finish()}
    assert list(found) == [("AUS", "IND"), ("AUS", "JPN"), ("JPN", "AUS"), ("JPN", "IND")]
    australia = found["AUS", "IND"]
    assert (australia.commitments, australia.joint, australia.force_mean) == (2, 0, 3.5)
    assert (australia.considered, australia.completed, australia.documents) == (1, 1, 2)
    assert (found["JPN", "AUS"].joint, found["JPN", "AUS"].force_max) == (1, 5)


def test_long_statements_stay_quick() -> None:
    """Each act is compared with a few others, whatever words all have in common."""
    acts = [act(f"a{n}", f"a harbour pilot school in bay {n + 100}") for n in range(1500)]
    found = links(acts, acts[::-1])
    assert {one.earlier.act_id == one.later.act_id for one in found} == {True}
    assert len(found) == len(acts)
