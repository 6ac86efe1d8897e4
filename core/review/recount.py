"""Repeats a draw from its certificate and the frame (自己算一遍), and says what came out.

What the store says was drawn is not believed: everything is worked out anew and then compared.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.review.report import Certificate, DrawnTicket
from core.review.sampling import FrameEntry, draw, frame_hash, next_in_line, seed_hash


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was worked out anew: what, in words, and whether it agrees."""

    sentence: str
    agrees: bool


def recount(certificate: Certificate, frame: Collection[FrameEntry]) -> tuple[Check, ...]:
    """Fingerprint of the list, hash of the seed, the sample, and each replacement."""
    checks = [_of_frame(certificate, frame), _of_seed(certificate)]
    checks.append(_of_sample(certificate, frame))
    checks += _of_replacements(certificate, frame)
    return tuple(checks)


def agrees(checks: Iterable[Check]) -> bool:
    return all(check.agrees for check in checks)


def _of_frame(certificate: Certificate, frame: Collection[FrameEntry]) -> Check:
    same = frame_hash(frame) == certificate.frame_hash and len(frame) == certificate.frame_count
    said = "与公证页一致" if same else "与公证页不一致，名单可能被改动过"
    return Check(f"总体名单 {len(frame)} 件，指纹{said}。", same)


def _of_seed(certificate: Certificate) -> Check:
    same = seed_hash(certificate.seed) == certificate.seed_hash
    said = "与封存时登记的一致" if same else "与封存时登记的不一致"
    return Check(f"种子的 SHA-256 {said}。", same)


def _of_sample(certificate: Certificate, frame: Collection[FrameEntry]) -> Check:
    takes = {one.stratum: one.take for one in certificate.strata}
    again = {one.ref: one.key for one in draw(certificate.seed, frame, takes)}
    first = {one.ref: one.key for one in first_sample(certificate)}
    other = {ref for ref in again.keys() | first.keys() if again.get(ref) != first.get(ref)}
    if not other:
        return Check(f"用同一个种子重抽 {len(again)} 件，逐件一致。", agrees=True)
    named = "、".join(sorted(other)[:5])
    return Check(f"重抽的结果有 {len(other)} 件对不上：{named}。", agrees=False)


def first_sample(certificate: Certificate) -> list[DrawnTicket]:
    """What was drawn at first, before any ticket was replaced."""
    later = {one.drawn.ref for one in certificate.replacements}
    void = [one.void for one in certificate.replacements]
    return [one for one in (*certificate.drawn, *void) if one.ref not in later]


def _of_replacements(certificate: Certificate, frame: Collection[FrameEntry]) -> Iterable[Check]:
    used = {one.ref for one in first_sample(certificate)}
    for one in certificate.replacements:
        following = next_in_line(certificate.seed, frame, one.void.stratum, used)
        used.add(one.drawn.ref)
        same = following is not None and following.ref == one.drawn.ref
        said = "正是队列里的下一件" if same else "不是队列里的下一件"
        yield Check(f"{one.void.ref} 作废，补抽的 {one.drawn.ref} {said}。", same)
