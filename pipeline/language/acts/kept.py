"""What is told of a word alone is worked out once, and kept while the words are not too many.

`functools.lru_cache` with a size would do, but it notes at every question which word was asked
last, which takes longer than most answers.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeVar

# A corpus says most of what it says with fewer words.
_MOST: Final = 30_000
_T = TypeVar("_T")
_kept: list[Any] = []


def kept(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """The function with its answers kept until `forget_many`."""
    answers = cache(function)
    _kept.append(answers)
    return answers


def forget_many() -> None:
    """Forget the answers of functions that hold too many: asked between documents."""
    for answers in _kept:
        if answers.cache_info().currsize > _MOST:
            answers.cache_clear()
