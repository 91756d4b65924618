"""Figures on the hand-labelled development documents, outline given, mentions found."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.actors import ActorResolver, find_principals
from pipeline.language.actors.index import clause_starts
from pipeline.language.mentions import find
from pipeline.model import Metadata, Node

Document = tuple[dict[str, Any], str, list[Node]]


@cache
def documents(shared: Path) -> list[Document]:
    found = []
    for file in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        name = gold["document"]["document_id"]
        places = [*shared.glob(f"corpus/*/{name}.txt"), *shared.glob(f"seeds/{name}.txt")]
        if places:
            text = places[0].read_bytes().decode("utf-8")
            found.append((gold, text, [node(n) for n in gold["nodes"]]))
    if not found:
        pytest.skip("no labelled documents beside the repository")
    return found


def node(n: dict[str, Any]) -> Node:
    lead = tuple(n["lead_in"]) if n["lead_in"] else None
    return Node(
        n["path"],
        n["kind"],
        n["level"],
        n["start"],
        n["end"],
        n["parent"],
        n["section"],
        lead_in=lead,
    )


def first_acts(
    gold: dict[str, Any], text: str, nodes: list[Node]
) -> Iterator[tuple[Any, int, int]]:
    """Commitments that open their clause: the act, the clause's start, the node's index."""
    index = {n.path: i for i, n in enumerate(nodes)}
    for act in gold["acts"]:
        i = index[act["node"]]
        cue = act["cue"][0]
        begin = nodes[i].lead_in[1] if nodes[i].lead_in else nodes[i].start
        if not act["is_commitment"] or act["parent"] or act["start"] != cue:
            continue
        start = clause_starts(text, begin, cue)[-1]
        others = (a for a in gold["acts"] if a["node"] == act["node"] and a is not act)
        if not any(start <= a["cue"][0] < cue for a in others):
            yield act, start, i


def f1(pairs: list[tuple[set[str], set[str]]]) -> float:
    hit = sum(len(gold & found) for gold, found in pairs)
    return 2 * hit / sum(len(gold) + len(found) for gold, found in pairs)


def test_principals(shared: Path) -> None:
    for gold, text, nodes in documents(shared):
        found = find_principals(text, nodes, find(text, nodes), Metadata())
        want = set(gold["document"]["principals"])
        assert set(found.parties) == want, gold["document"]["document_id"]


def test_actors_obligors_and_partners(shared: Path) -> None:
    actors, obligors, partners = [], [], []
    for gold, text, nodes in documents(shared):
        mentions = find(text, nodes)
        metadata = Metadata(issuer=gold["document"]["issuer"])
        who = find_principals(text, nodes, mentions, metadata)
        resolver = ActorResolver(text, nodes, mentions, who, metadata)
        for act, start, i in first_acts(gold, text, nodes):
            cue, after = act["cue"]
            said = resolver.subject(start, cue, i).parties
            actors.append((set(act["actors"]), set(said)))
            obligors.append((set(act["obligors"]), set(resolver.obligors(after, act["end"], said))))
            children = [a["start"] for a in gold["acts"] if a["parent"] == act["id"]]
            end = min([c for c in children if c > act["start"]], default=act["end"])
            with_whom = (
                *resolver.subject_partners(start, cue, said),
                *resolver.partners(cue, min(end, act["end"]), said),
            )
            partners.append((set(act["partners"]), set(with_whom)))
    assert len(actors) > 100
    assert f1(actors) >= 0.98
    assert f1(obligors) >= 0.98
    assert f1(partners) >= 0.95
