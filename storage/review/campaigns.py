"""Writes campaigns: plan, seed, draw, replacement, close; each step leaves its audit entry."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from core.audit import Change
from core.errors import Refusal
from core.review.anchors import chosen_of
from core.review.assignment import Assigned, Reviewer
from core.review.campaign import Campaign, CampaignState, Plan, require
from core.review.directed import choose
from core.review.report import DrawnTicket, Replacement
from core.review.reviews import Stage, Task
from core.review.rubric import plain
from core.review.sampling import FrameEntry, key, next_in_line, seed_hash
from core.review.sampling import draw as draw_sample
from storage.review import reading
from storage.review.anchors import anchors_for
from storage.review.assigning import assign_all, reassign, reassign_absent, take_over
from storage.review.directing import pointed_at
from storage.review.formula_versions import formula_data
from storage.review.frames import Frame
from storage.review.planning import Layout, lay_out
from storage.tables.review import campaign, draw, exclusion, frame, stratum

if TYPE_CHECKING:
    from storage.transaction import Transaction

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Campaigns:
    """The campaigns of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def get(self, id_: int) -> Campaign:
        return reading.load_campaign(self._tx.connection, id_)

    def plan(self, plan: Plan) -> Campaign:
        """Lay a campaign down: its frame, the shares of the strata, rubric and formula frozen.

        Refuses a period that cannot be, an empty frame, and minima that exceed the total.
        """
        laid = lay_out(self._tx.connection, plan, today=self._tx.at.date())
        id_ = self._insert(plan, laid)
        self._tx.connection.execute(
            insert(stratum),
            [
                {
                    "campaign_id": id_,
                    "name": one.stratum,
                    "position": place,
                    "size": one.size,
                    "take": one.take,
                }
                for place, one in enumerate(laid.strata)
            ],
        )
        self._insert_frame(id_, laid.frame)
        takes = {one.stratum: one.take for one in laid.strata}
        after = {"title": plan.title, "frame_hash": laid.frame_hash, "takes": takes}
        self._record(id_, None, after)
        return self.get(id_)

    def _insert(self, plan: Plan, laid: Layout) -> int:
        row = {
            "title": plan.title,
            "kind": plan.kind,
            "condition": plan.condition,
            "since": plan.since,
            "until": plan.until,
            "total": plan.size.total,
            "minimum": plan.size.minimum,
            "maximum": plan.size.maximum,
            "cap": plan.cap,
            "strata_by": plan.strata_by.name,
            "directed_kinds": list(plan.directed.kinds),
            "directed_most": plan.directed.most,
            "directed_by_hand": [[one.ref, one.reason] for one in plan.directed.by_hand],
            "anchors": {"refs": list(plan.anchors.refs), "each": plan.anchors.each},
            "left_out": [[one.ref, one.reason] for one in plan.left_out],
            "state": CampaignState.PLANNED.name,
            "rubric": plain(laid.rubric),
            "formula": formula_data(self._tx.connection),
            "frame_count": len(laid.frame.entries),
            "frame_hash": laid.frame_hash,
            "planned_at": self._tx.at,
            "planned_by": self._tx.who,
            "plan_notes": list(laid.notes),
            "assignment_notes": [],
        }
        made = self._tx.connection.execute(insert(campaign).values(row)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        return int(made[0])

    def _insert_frame(self, id_: int, found: Frame) -> None:
        run = self._tx.connection.execute
        run(
            insert(frame),
            [
                {
                    "campaign_id": id_,
                    "ref": entry.ref,
                    "number": entry.number,
                    "unit": entry.unit,
                    "stratum": entry.stratum,
                }
                for entry in found.entries
            ],
        )
        if found.excluded:
            run(
                insert(exclusion),
                [
                    {"campaign_id": id_, "ref": one.ref, "number": one.number, "reason": one.reason}
                    for one in found.excluded
                ],
            )

    def commit(self, id_: int, seed_sha256: str, *, origin: str = "") -> Campaign:
        """Record the hash of the seed and how it came about; the frame is locked with that."""
        about = self.get(id_)
        require(about, CampaignState.PLANNED)
        given = seed_sha256.strip().lower()
        if not _SHA256.fullmatch(given):
            raise Refusal("种子的 SHA-256 应是 64 位十六进制数，请核对。", field="hash")
        self._update(
            id_,
            state=CampaignState.LOCKED.name,
            seed_hash=given,
            seed_origin=origin.strip(),
            committed_at=self._tx.at,
            committed_by=self._tx.who,
        )
        after = {"seed_hash": given, "frame_hash": about.frame_hash, "origin": origin.strip()}
        self._record(id_, None, after)
        return self.get(id_)

    def draw(self, id_: int, seed: str) -> tuple[DrawnTicket, ...]:
        """Draw with the seed that was committed; refuses any other."""
        about = self.get(id_)
        require(about, CampaignState.LOCKED)
        if seed_hash(seed) != about.seed_hash:
            raise Refusal(
                "这个种子的 SHA-256 和封存的不一致，没有抽取。请用封存时的种子，一个字符都不能差。",
                field="seed",
            )
        entries = reading.load_frame(self._tx.connection, id_)
        drawn = draw_sample(seed, entries, about.takes)
        directed = self._directed(about, seed, entries, drawn)
        anchors = self._plant(about, seed)
        # By key alone, so that an alias tells nobody which tickets were pointed at or planted.
        both = sorted((*drawn, *directed, *anchors), key=lambda one: one.key)
        self._insert_draws(id_, both)
        self._update(
            id_,
            state=CampaignState.DRAWN.name,
            seed=seed,
            drawn_at=self._tx.at,
            drawn_by=self._tx.who,
        )
        after = {"seed": seed, "drawn": [one.ref for one in drawn]}
        if directed:
            after["directed"] = [one.ref for one in directed]
        if anchors:
            after["anchors"] = [one.ref for one in anchors]
        self._record(id_, None, after)
        return (*drawn, *directed)

    def _plant(self, about: Campaign, seed: str) -> tuple[DrawnTicket, ...]:
        """Put the anchors of the plan beside the frame, so that they can be drawn rows too."""
        wanted = about.plan.anchors
        if not wanted.is_wanted:
            return ()
        chosen = chosen_of(wanted, anchors_for(self._tx.connection, about, self._tx.at.date()))
        rows = [
            {
                "campaign_id": about.id,
                "ref": one.ref,
                "number": one.number,
                "unit": one.unit,
                "stratum": one.unit,
                "is_planted": True,
            }
            for one in chosen
        ]
        self._tx.connection.execute(insert(frame), rows)
        return tuple(
            DrawnTicket(
                ref=one.ref,
                number=one.number,
                unit=one.unit,
                stratum=one.unit,
                key=key(seed, one.ref),
                place=0,
                source=one.campaign,
            )
            for one in chosen
        )

    def _directed(
        self,
        about: Campaign,
        seed: str,
        entries: Sequence[FrameEntry],
        drawn: Sequence[DrawnTicket],
    ) -> tuple[DrawnTicket, ...]:
        wanted = about.plan.directed
        if not wanted.is_wanted:
            return ()
        refs = [entry.ref for entry in entries]
        found = pointed_at(self._tx.connection, about.rubric, wanted.kinds, refs, self._tx.at)
        return choose(wanted, found, entries, {one.ref for one in drawn}, seed)

    def replace(self, id_: int, ref: str, reason: str) -> Replacement:
        """Declare a drawn ticket void; the next in line of its stratum takes its place."""
        about = self.get(id_)
        require(about, CampaignState.DRAWN, CampaignState.REVIEWING)
        if not reason.strip():
            raise Refusal("请写明这件为什么作废。", field="reason")
        certificate = reading.load_certificate(self._tx.connection, about)
        void = next((one for one in certificate.reviewed if one.ref == ref), None)
        if void is None:
            raise Refusal(f"工单 {ref} 不在这次督查的样本里。")
        if void.directed:
            raise Refusal(
                f"工单 {ref} 是定向抽取的，没有可以补抽的下一件。不该评的，请写明理由移出。"
            )
        used = {one.ref for one in certificate.reviewed}
        used |= {one.void.ref for one in certificate.replacements}
        entries = reading.load_frame(self._tx.connection, id_)
        following = next_in_line(about.seed, entries, void.stratum, used)
        if following is None:
            raise Refusal(f"“{void.stratum}”总体里的件已经用完，没有可以补抽的。")
        self._insert_draws(id_, [following], replaces=ref)
        if about.state is CampaignState.REVIEWING:
            take_over(self._tx, about, ref, following)
        self._void(id_, ref, reason)
        self._record(id_, {"drawn": ref}, {"drawn": following.ref, "reason": reason.strip()})
        return Replacement(
            void=void, reason=reason.strip(), drawn=following, at=self._tx.at, by=self._tx.who
        )

    def withdraw(self, id_: int, ref: str, reason: str) -> None:
        """Take a directed ticket out again; nothing takes its place."""
        about = self.get(id_)
        require(about, CampaignState.DRAWN, CampaignState.REVIEWING)
        if not reason.strip():
            raise Refusal("请写明这件为什么移出。", field="reason")
        certificate = reading.load_certificate(self._tx.connection, about)
        if all(one.ref != ref for one in certificate.directed):
            raise Refusal(f"工单 {ref} 不是定向抽取的，作废请用补抽。")
        self._void(id_, ref, reason)
        self._record(id_, {"directed": ref}, {"withdrawn": ref, "reason": reason.strip()})

    def _void(self, id_: int, ref: str, reason: str) -> None:
        change = update(draw).where(draw.c.campaign_id == id_, draw.c.ref == ref)
        self._tx.connection.execute(
            change.values(
                is_void=True,
                void_reason=reason.strip(),
                voided_at=self._tx.at,
                voided_by=self._tx.who,
            )
        )

    def _insert_draws(self, id_: int, some: Iterable[DrawnTicket], *, replaces: str = "") -> None:
        start = reading.drawn_so_far(self._tx.connection, id_) + 1
        rows: list[dict[str, Any]] = [
            {
                "campaign_id": id_,
                "ref": one.ref,
                "key": one.key,
                "place": one.place,
                "alias": f"{number:02d}",
                "origin": one.origin.name,
                "source_id": one.source,
                "directed": one.directed,
                "replaces": replaces,
            }
            for number, one in enumerate(some, start=start)
        ]
        self._tx.connection.execute(insert(draw), rows)

    def assign(self, id_: int) -> tuple[Assigned, ...]:
        """Share the drawn tickets out to their reviewers; gives the peers of each ticket."""
        about = self.get(id_)
        require(about, CampaignState.DRAWN)
        made = assign_all(self._tx, about)
        self._update(id_, state=CampaignState.REVIEWING.name, assignment_notes=list(made.notes))
        return made.assigned

    def reassign(self, id_: int, ref: str, stage: Stage, reason: str) -> Reviewer:
        """Give a review that is not handed in yet to somebody else, with the reason."""
        return reassign(self._tx, id_, ref, stage, reason)

    def reassign_absent(self, id_: int) -> list[tuple[Task, Reviewer | None]]:
        """Give the open reviews of all who are away today to somebody else."""
        return reassign_absent(self._tx, id_)

    def close(self, id_: int) -> Campaign:
        """End a campaign once every ticket has its final mark."""
        about = self.get(id_)
        require(about, CampaignState.REVIEWING)
        report = reading.report(self._tx.connection, id_)
        waiting = [ticket.ref for ticket in report.reviewed if ticket.final is None]
        if waiting:
            raise Refusal(
                f"还有 {len(waiting)} 件没有最终分，不能结束：{'、'.join(waiting[:10])}"
                f"{' 等' if len(waiting) > 10 else ''}。"
            )
        self._update(
            id_,
            state=CampaignState.CLOSED.name,
            closed_at=self._tx.at,
            closed_by=self._tx.who,
        )
        self._record(id_, {"state": about.state.name}, {"state": CampaignState.CLOSED.name})
        return self.get(id_)

    def _update(self, id_: int, **values: Any) -> None:
        self._tx.connection.execute(update(campaign).where(campaign.c.id == id_).values(**values))

    def _record(self, id_: int, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        self._tx.record([Change(subject="campaign", ref=str(id_), before=before, after=after)])
