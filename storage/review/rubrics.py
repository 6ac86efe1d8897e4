"""The formulas and kinds of campaign that come with the program."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from core.review.appeals import AppealTerms
from core.review.campaign import CampaignKind, ExclusionRule, exclusion_of, kind_of
from core.review.debrief.proposing import Merging
from core.review.directed import DirectedKind
from core.review.schedule import RoundTerms
from storage.resources import read_json


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRules:
    """What holds for all campaigns; `keep_away_months` is how long a former post counts."""

    kinds: tuple[CampaignKind, ...]
    exclusions: tuple[ExclusionRule, ...]
    keep_away_months: int
    terms: RoundTerms
    directed: tuple[DirectedKind, ...]
    appeals: AppealTerms
    remedy_workdays: int
    merging: Merging

    def kind(self, name: str) -> CampaignKind:
        """One of the program's kinds; those of the section are in the store as well."""
        return next(kind for kind in self.kinds if kind.name == name)


@cache
def campaign_rules() -> CampaignRules:
    data = read_json("rubrics/campaigns.json")
    return CampaignRules(
        kinds=tuple(map(kind_of, data["kinds"])),
        exclusions=tuple(map(exclusion_of, data["exclusions"])),
        keep_away_months=data["keep_away_months"],
        terms=RoundTerms(**data["round_workdays"]),
        appeals=AppealTerms(**data["appeal_workdays"]),
        remedy_workdays=data["remedy_workdays"],
        merging=Merging(**data["merging"]),
        directed=tuple(DirectedKind(**one) for one in data["directed"]),
    )


def shipped_formulas() -> list[dict[str, Any]]:
    """The formulas that come with the program, as JSON; new stores begin with the first."""
    data: list[dict[str, Any]] = read_json("rubrics/formulas.json")["formulas"]
    return data
