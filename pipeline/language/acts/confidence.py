"""How sure a row is, from the rules that made it."""

from typing import Final

from pipeline.language.acts.draft import Draft

# What each doubtful step costs; set by hand from the labelled documents, not yet calibrated.
_COSTS: Final = {
    "subject:none": 0.05,
    "S6:item": 0.05,
    "S5:including": 0.1,
    "founding:": 0.15,
    "performative:": 0.15,
    "report:": 0.05,
    "that:will": 0.1,
    "support:own": 0.15,
    "passive": 0.1,
}
_SURE: Final = 0.95


def confidence(draft: Draft, actor_rule: str) -> float:
    """Between 0 and 1, two decimals: 0.95 less what each doubtful step costs."""
    value = _SURE
    for rule in (*draft.rules, actor_rule):
        for name, cost in _COSTS.items():
            if rule.startswith(name) or rule.endswith(name):
                value -= cost
                break
    return round(max(value, 0.3), 2)
