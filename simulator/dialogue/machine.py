"""The only module that knows the ``transitions`` library.

The library resolves strings to Python code and hangs methods on its model, so it is never handed a word of the script
in a place where it would do so: conditions are our own compiled callables, which return real booleans (it compares
with ``== True``), the model is a private empty object, names are prefixed, and automatic transitions are off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from transitions import Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_STEP: Final = "avancer"
_CUT: Final = "couper"
_PREFIX: Final = "lieu:"


class _Place:
    """The library's model: holds where the conversation stands, under the attribute that the library sets."""

    state: str


class StateMachine:
    """Where a conversation stands, and which of its ways out is taken.

    Args:
        places: ids of states and endings; the first is where it begins.
        ways: the ways out of each place, in order of preference: place → targets; an ending has none.
        forced: the ending reached when the conversation is cut.
        open_way: whether a way out of a place, known by its rank, is open now.
    """

    def __init__(
        self,
        places: Iterable[str],
        ways: Mapping[str, tuple[str, ...]],
        forced: str,
        open_way: Callable[[str, int], bool],
    ) -> None:
        names = [_PREFIX + place for place in places]
        self._model = _Place()
        self._taken: int | None = None
        self._open_way = open_way
        self._machine = Machine(
            model=self._model,
            states=names,
            initial=names[0],
            auto_transitions=False,
            send_event=False,
            ignore_invalid_triggers=True,
        )
        for place, targets in ways.items():
            self._add(place, targets)
        self._machine.add_transition(_CUT, "*", _PREFIX + forced)

    def _add(self, place: str, targets: tuple[str, ...]) -> None:
        for rank, target in enumerate(targets):
            self._machine.add_transition(
                _STEP, _PREFIX + place, _PREFIX + target, conditions=[self._condition(place, rank)]
            )

    def _condition(self, place: str, rank: int) -> Callable[[], bool]:
        def is_open() -> bool:
            if not self._open_way(place, rank):
                return False
            self._taken = rank
            return True

        return is_open

    @property
    def place(self) -> str:
        """Where the conversation stands."""
        return self._model.state.removeprefix(_PREFIX)

    def step(self) -> int | None:
        """Take the first way out that is open.

        Returns:
            Its rank among the ways out of the place left, or ``None`` when all are closed.
        """
        self._taken = None
        self._model.trigger(_STEP)  # type: ignore[attr-defined]
        return self._taken

    def cut(self) -> None:
        """Go to the forced ending."""
        self._model.trigger(_CUT)  # type: ignore[attr-defined]
