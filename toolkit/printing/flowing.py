"""Blocks that follow each other down the pages of a document: none is cut, none is left alone at a foot."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.faces.boxes import Box


@dataclass(frozen=True, slots=True)
class Block:
    """
    Boxes from their own top left corner, ``height_mm`` high, ``gap_mm`` below what stands above.

    ``keeps``: it stays on the page of the block after it. ``part``: what belongs together for who listens.
    """

    boxes: tuple[Box, ...]
    height_mm: float
    gap_mm: float = 0.0
    keeps: bool = False
    part: Hashable = None


@dataclass(frozen=True, slots=True)
class Placed:
    block: Block
    y: float


@dataclass(slots=True)
class Flow:
    """Pages being filled from *top* to *bottom*, millimetres."""

    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = 0.0
    waiting: list[Block] = field(default_factory=list)

    @property
    def room(self) -> float:
        """What a block may take at most."""
        return self.bottom - self.top

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.waiting.append(block)
            if not block.keeps:
                self._put()

    def new_page(self) -> None:
        """What follows begins a page, unless this one is still empty."""
        self._put()
        if self.pages[-1]:
            self.pages.append([])

    def finished(self) -> Sequence[Sequence[Placed]]:
        self._put()
        return [page for page in self.pages if page]

    def _put(self) -> None:
        """Place the blocks that wait, together; a group higher than a page is parted."""
        group, self.waiting = self.waiting, []
        height = sum(block.gap_mm + block.height_mm for block in group)
        if self.pages[-1] and self._here() + height > self.bottom:
            self.pages.append([])
        for block in group:
            if self.pages[-1] and self._here() + block.gap_mm + block.height_mm > self.bottom:
                self.pages.append([])
            top = self._here() + (block.gap_mm if self.pages[-1] else 0.0)
            self.pages[-1].append(Placed(block, top))
            self.y = top + block.height_mm

    def _here(self) -> float:
        return self.y if self.pages[-1] else self.top
