"""The line at the top of each screen: the name, where one is, and a remark at the right."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class TitleBar(Widget):
    """One line: « Repartie › place » at the left, a remark at the right, cut with an ellipsis when too long."""

    def __init__(self, place: str, remark: str = "") -> None:
        super().__init__()
        self._place = place
        self._remark = remark

    def show(self, place: str, remark: str = "") -> None:
        """Change both texts."""
        self._place = place
        self._remark = remark
        self.refresh()

    def render(self) -> Content:
        """The line at the current width."""
        brand = Content.assemble(("\u00a0Repartie\u00a0", "bold $background on $primary"), " ")
        remark = Content.styled(f"{self._remark}\u00a0", "$quiet") if self._remark else Content("")
        room = max(0, self.size.width - brand.cell_length - remark.cell_length - 1)
        place = Content.styled(self._place, "bold").truncate(room, ellipsis=True)
        gap = max(1, self.size.width - brand.cell_length - place.cell_length - remark.cell_length)
        return Content.assemble(brand, place, " " * gap, remark)
