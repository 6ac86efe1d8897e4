"""The largest whole-numbered flow through a network of capacities (Dinic's method).

Capacities may be raised after a flow was found and the flow augmented further; what runs into the
sink never becomes less by that. Knows nothing of tickets.
"""

from collections import deque


class Network:
    """Nodes are numbers from 0; edges are numbered in the order they are added."""

    def __init__(self, nodes: int) -> None:
        self._edges_of: list[list[int]] = [[] for _ in range(nodes)]
        self._head: list[int] = []
        self._room: list[int] = []
        self._empty: list[int] = []

    def add(self, tail: int, head: int, capacity: int) -> int:
        """Add an edge, give its number; of equally short ways the one added first is taken."""
        edge = len(self._head)
        self._edges_of[tail].append(edge)
        self._edges_of[head].append(edge + 1)
        self._head += [head, tail]
        self._room += [capacity, 0]
        self._empty += [capacity, 0]
        return edge

    def drain(self) -> None:
        """Take all flow back out, and every capacity back to what it was added with."""
        self._room = self._empty.copy()

    def raise_capacity(self, edge: int, by: int) -> None:
        self._room[edge] += by

    def through(self, edge: int) -> int:
        """How much runs through an edge."""
        return self._room[edge ^ 1]

    def push(self, source: int, sink: int) -> int:
        """Send as much more as there is room for; gives how much that was."""
        sent = 0
        while True:
            levels = self._levels(source, sink)
            if levels[sink] < 0:
                return sent
            todo = [0] * len(self._edges_of)
            while more := self._send(source, sink, levels, todo):
                sent += more

    def _levels(self, source: int, sink: int) -> list[int]:
        levels = [-1] * len(self._edges_of)
        levels[source] = 0
        queue = deque([source])
        while queue and levels[sink] < 0:
            node = queue.popleft()
            for edge in self._edges_of[node]:
                head = self._head[edge]
                if self._room[edge] and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    queue.append(head)
        return levels

    def _send(self, source: int, sink: int, levels: list[int], todo: list[int]) -> int:
        """Send along one shortest way, as much as its narrowest edge lets through."""
        way: list[int] = []
        node = source
        while node != sink:
            edge = self._onward(node, levels, todo)
            if edge is not None:
                way.append(edge)
                node = self._head[edge]
            elif way:
                node = self._head[way.pop() ^ 1]
                todo[node] += 1
            else:
                return 0
        amount = min(self._room[edge] for edge in way)
        for edge in way:
            self._room[edge] -= amount
            self._room[edge ^ 1] += amount
        return amount

    def _onward(self, node: int, levels: list[int], todo: list[int]) -> int | None:
        edges = self._edges_of[node]
        while todo[node] < len(edges):
            edge = edges[todo[node]]
            if self._room[edge] and levels[self._head[edge]] == levels[node] + 1:
                return edge
            todo[node] += 1
        return None
