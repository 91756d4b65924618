"""The outline against hand labels, where they stand beside the repository."""

import json
from pathlib import Path

import pytest

from pipeline.model import Node
from pipeline.outline import parse
from pipeline.readers import read


def labelled(shared: Path) -> list[tuple[dict[str, object], Path]]:
    pairs = []
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json") + ".txt"
        texts = [*(shared / "seeds").glob(name), *(shared / "corpus").glob(f"*/{name}")]
        pairs.append((json.loads(gold.read_text(encoding="utf-8")), texts[0]))
    return pairs


def row(node: Node, text: str) -> tuple[object, ...]:
    lead = text[node.lead_in[0] : node.lead_in[1]] if node.lead_in else None
    kind = "head" if node.path.startswith("h") else node.kind
    return node.path, kind, node.level, node.start, node.end, node.role, lead


def wanted(node: dict[str, object], text: str) -> tuple[object, ...]:
    lead = node["lead_in"]
    quote = text[lead[0] : lead[1]] if isinstance(lead, list) else None
    kind = "head" if str(node["path"]).startswith("h") else node["kind"]
    return node["path"], kind, node["level"], node["start"], node["end"], node["role"], quote


def test_development_documents_are_outlined_exactly(shared: Path) -> None:
    documents = labelled(shared)
    if not documents:
        pytest.skip("no labels beside the repository")
    exact = 0
    for gold, file in documents:
        source = read(file.name, file.read_bytes())
        nodes = gold["nodes"]
        assert isinstance(nodes, list)
        made = [row(n, source.text) for n in parse(source)]
        exact += made == [wanted(n, source.text) for n in nodes]
    assert exact >= len(documents) - 1


def test_numbering_of_united_nations_texts_is_the_issuers(shared: Path) -> None:
    files = sorted((shared / "corpus" / "un" / "orig").glob("*.json"))
    if not files:
        pytest.skip("no issuers' hierarchies beside the repository")
    right = total = 0
    for file in files:
        text_file = file.parent.parent / f"{file.stem}.txt"
        source = read(text_file.name, text_file.read_bytes())
        levels = {source.text[n.start : n.end][:60]: n.level for n in parse(source)}
        for item in json.loads(file.read_text(encoding="utf-8")):
            if item["type"] == "paragraph" and item["prefix"]:
                total += 1
                right += levels.get(item["text"][:60]) == item["paragraph_level"]
    assert right >= 0.95 * total
