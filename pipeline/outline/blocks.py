"""Source -> blocks: the steps of the outline in order, each with kind, level and lead-in."""

from pipeline.model import Source
from pipeline.outline import closing, firsts, furniture, header, headings, leadins, lists, wraps
from pipeline.outline.lines import read_rows
from pipeline.outline.names import is_attribution
from pipeline.outline.roles import set_roles
from pipeline.outline.wraps import Block


def outline_blocks(source: Source) -> list[Block]:
    """The blocks of a document that holds one statement."""
    text = source.text
    rows = firsts.split_firsts(text, read_rows(source))
    markdown = source.media_type == "text/markdown"
    furniture.mark_furniture(text, rows, markdown)
    blocks = wraps.to_blocks(text, rows, markdown)
    headings.mark_headings(text, blocks)
    body = header.mark_header(text, blocks)
    closing.mark_closing(text, blocks, body)
    for block in blocks:
        if block.kind is None:
            block.kind = "bullet" if block.mark and not _is_byword(text, block) else "paragraph"
    headings.set_levels(text, blocks)
    lists.set_levels(text, blocks)
    leadins.set_lead_ins(text, blocks)
    set_roles(text, _families(blocks))
    return blocks


def _families(blocks: list[Block]) -> list[tuple[Block, list[Block]]]:
    """Every bullet that has children, with them; settles `level` so that none is skipped."""
    families: list[tuple[Block, list[Block]]] = []
    opened: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind in ("paragraph", "section", "table"):
            opened.clear()
        elif block.kind == "bullet":
            del opened[block.level - 1 :]
            block.level = len(opened) + 1
            if opened:
                if not opened[-1][1]:
                    families.append(opened[-1])
                opened[-1][1].append(block)
            opened.append((block, []))
    return families


def _is_byword(text: str, block: Block) -> bool:
    # "– President Biden, February 19, 2021": a dash before the name under a quotation.
    if not block.mark or block.mark.readings[0][0] not in ("–", "—", "−"):
        return False
    return is_attribution(text[block.body : block.end])
