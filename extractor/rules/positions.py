"""Positions in patterns: what is still to be matched, unfolded only as far as texts lead.

Patterns are full of macros within macros; written out in full they would have some hundred thousand positions, of which
articles visit a few thousand.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from extractor.rules import patterns as tree
from extractor.rules.classes import Classes

Owner = TypeVar("Owner")
Edge = tuple[int, "Position[Owner]"]


class Position(Generic[Owner]):
    """A pattern's node to match, and the position behind it; at a pattern's end its owner and no node.

    `edges` say which predicate of the next word leads where, `owners` whose patterns end here: (order, owner).
    """

    __slots__ = ("_edges", "_owners", "_table", "node", "rest")

    def __init__(self, table: Positions[Owner], node: tree.Node | None, rest: Position[Owner] | None) -> None:
        self._table, self.node, self.rest = table, node, rest
        self._edges: list[Edge[Owner]] | None = None
        self._owners: dict[int, Owner] = {}

    @property
    def edges(self) -> list[Edge[Owner]]:
        return self._unfolded()._edges or []

    @property
    def owners(self) -> dict[int, Owner]:
        return self._unfolded()._owners

    def _unfolded(self) -> Position[Owner]:
        if self._edges is None:
            self._edges = []
            if self.node is not None and self.rest is not None:
                found: dict[Edge[Owner], None] = {}
                self._table.unfold(self.node, self.rest, found, self._owners)
                self._edges = list(found)
        return self


class Positions(Generic[Owner]):
    """All positions, each made once: patterns that go on alike share them."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._made: dict[tuple[int, int], Position[Owner]] = {}
        self._numbers: dict[int, int] = {}

    def start(self, pattern: tree.Node, order: int, owner: Owner) -> Position[Owner]:
        """Return the position at which a pattern begins."""
        self._register(pattern)
        end: Position[Owner] = Position(self, None, None)
        end._owners[order] = owner
        return self._at(pattern, end)

    def unfold(
        self,
        node: tree.Node,
        rest: Position[Owner],
        edges: dict[Edge[Owner], None],
        owners: dict[int, Owner],
    ) -> None:
        """Add the edges that lead on from a node, and the owners of patterns that may end without a further word."""
        if isinstance(node, tree.Token):
            edges[self._numbers[id(node)], rest] = None
        elif isinstance(node, tree.Choice):
            for option in node.options:
                self.unfold(option, rest, edges, owners)
        elif isinstance(node, tree.Sequence):
            for item in reversed(node.items[1:]):
                rest = self._at(item, rest)
            self.unfold(node.items[0], rest, edges, owners)
        else:
            self._unfold_repeat(node, rest, edges, owners)

    def _unfold_repeat(
        self, node: tree.Repeat, rest: Position[Owner], edges: dict[Edge[Owner], None], owners: dict[int, Owner]
    ) -> None:
        """Optional repeats are nested, `(x (x)?)?`: a repeat left out ends them all, and positions are shared."""
        behind = rest
        for _ in range(node.most - max(node.least, 1)):
            behind = self._optional(node.node, behind, rest)
        for _ in range(max(node.least, 1) - 1):
            behind = self._at(node.node, behind)
        self.unfold(node.node, behind, edges, owners)
        if node.least == 0:
            edges.update(dict.fromkeys(rest.edges))
            owners.update(rest.owners)

    def _optional(self, node: tree.Node, behind: Position[Owner], rest: Position[Owner]) -> Position[Owner]:
        """Return the position at which either the node and what is behind it follow, or the rest."""
        made: Position[Owner] = Position(self, None, None)
        edges: dict[Edge[Owner], None] = {}
        self.unfold(node, behind, edges, made._owners)
        edges.update(dict.fromkeys(rest.edges))
        made._owners.update(rest.owners)
        made._edges = list(edges)
        return made

    def _at(self, node: tree.Node, rest: Position[Owner]) -> Position[Owner]:
        key = id(node), id(rest)
        position = self._made.get(key)
        if position is None:
            position = self._made[key] = Position(self, node, rest)
        return position

    def _register(self, node: tree.Node) -> None:
        """Number the predicates of the whole pattern, since words are classified by all of them."""
        if id(node) in self._numbers:
            return
        self._numbers[id(node)] = self._classes.add(node.predicate) if isinstance(node, tree.Token) else -1
        if isinstance(node, tree.Sequence):
            children = node.items
        elif isinstance(node, tree.Choice):
            children = node.options
        else:
            children = (node.node,) if isinstance(node, tree.Repeat) else ()
        for child in children:
            self._register(child)
