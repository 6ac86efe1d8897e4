"""Repeats a draw from its certificate and the exported frame (自己算一遍)."""

from collections.abc import Iterator, Sequence

from core.review.report import Certificate
from core.review.sampling import FrameEntry, draw, frame_hash, seed_hash


def draw_problems(certificate: Certificate, frame: Sequence[FrameEntry]) -> list[str]:
    """What does not agree when the draw is repeated; an empty list means that everything does."""
    return [*_input_problems(certificate, frame), *_sample_problems(certificate, frame)]


def _input_problems(certificate: Certificate, frame: Sequence[FrameEntry]) -> Iterator[str]:
    if len(frame) != certificate.frame_count:
        yield f"总体应有 {certificate.frame_count} 件，名单里有 {len(frame)} 件。"
    if frame_hash(frame) != certificate.frame_hash:
        yield "名单的 SHA-256 和公证页上的不一致，名单被改动过。"
    if seed_hash(certificate.seed) != certificate.seed_hash:
        yield "种子的 SHA-256 和封存的不一致。"


def _sample_problems(certificate: Certificate, frame: Sequence[FrameEntry]) -> Iterator[str]:
    void = {one.void.ref for one in certificate.replacements}
    stratum_of = {entry.ref: entry.stratum for entry in frame}
    for stratum in certificate.strata:
        spoilt = sum(stratum_of.get(ref) == stratum.stratum for ref in void)
        line = draw(certificate.seed, frame, {stratum.stratum: stratum.take + spoilt})
        expected = {one for one in line if one.ref not in void}
        drawn = {one for one in certificate.drawn if one.stratum == stratum.stratum}
        if drawn != expected:
            wrong = "、".join(sorted(one.ref for one in drawn ^ expected))
            yield f"“{stratum.stratum}”的样本和重算的不一致：{wrong}。"
