"""A paper as it is kept: plain JSON values, and back again to the very same paper."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.paper import (
    Annex,
    Block,
    Cell,
    Colophon,
    Column,
    Enclosures,
    Flush,
    FormTable,
    Grid,
    Heading,
    Note,
    Paper,
    Prose,
    RedHead,
    Row,
    Seal,
    Side,
)

Plain = Mapping[str, Any]

_NAMES: Mapping[type[Block], str] = {
    Prose: "paragraph",
    Flush: "line",
    Note: "note",
    Seal: "seal",
    FormTable: "table",
    Heading: "heading",
    Grid: "grid",
    RedHead: "red head",
    Enclosures: "enclosures",
    Annex: "annex",
    Colophon: "colophon",
}


def frozen(paper: Paper) -> dict[str, Any]:
    """The paper as JSON can hold it."""
    blocks = [{"is": _NAMES[type(block)], **_plain(block)} for block in paper.blocks]
    return {**asdict(paper), "made_at": paper.made_at.isoformat(), "blocks": blocks}


def thawed(kept: Plain) -> Paper:
    """The paper that was frozen."""
    return Paper(
        **{
            **kept,
            "made_at": datetime.fromisoformat(kept["made_at"]),
            "blocks": tuple(_block(one) for one in kept["blocks"]),
        }
    )


def fingerprint(paper: Paper) -> str:
    """SHA-256, in hexadecimal, of what the paper says, whatever it is set in."""
    text = json.dumps(frozen(paper), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(block: Block) -> dict[str, Any]:
    """The fields of a block; what papers of earlier days did not know is left out where usual."""
    fields = asdict(block)
    if isinstance(block, Seal) and block.sealed:
        del fields["sealed"]
    return fields


def _block(kept: Plain) -> Block:
    values = {key: value for key, value in kept.items() if key != "is"}
    match kept["is"]:
        case "paragraph":
            return Prose(**values)
        case "line":
            return Flush(values["text"], Side(values["side"]))
        case "note":
            return Note(**values)
        case "seal":
            return Seal(**values)
        case "table":
            return _form(values)
    return _official(kept["is"], values)


def _official(name: str, values: Plain) -> Block:
    """A block of a paper with a red head (通报)."""
    match name:
        case "heading":
            return Heading(**values)
        case "red head":
            return RedHead(**values)
        case "enclosures":
            return Enclosures(tuple(values["titles"]))
        case "annex":
            return Annex(**values)
        case "colophon":
            return Colophon(**values)
    columns = tuple(
        Column(
            **{
                **one,
                "side": Side(one["side"]),
                "part": tuple(one["part"]) if one["part"] is not None else None,
            }
        )
        for one in values["columns"]
    )
    rows = tuple(Row(**{**one, "cells": tuple(one["cells"])}) for one in values["rows"])
    return Grid(**{**values, "columns": columns, "rows": rows})


def _form(values: Plain) -> FormTable:
    rows = tuple(tuple(Cell(**cell) for cell in row) for row in values["rows"])
    return FormTable(**{**values, "widths": tuple(values["widths"]), "rows": rows})
