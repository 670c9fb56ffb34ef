"""Records of a drill: what a plan expects of whom, what is injected, and the kit that holds both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DrillForm(StrEnum):
    """The forms of a drill (AQ/T 9007-2019 4.2); 无脚本 and 检验性 keep the course of events from the players."""

    TABLETOP = "tabletop"
    FULL_SCALE = "full_scale"
    INSPECTION = "inspection"


FORM_ZH: dict[DrillForm, str] = {
    DrillForm.TABLETOP: "桌面演练",
    DrillForm.FULL_SCALE: "实战演练",
    DrillForm.INSPECTION: "检验性演练（无脚本）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A span of a stored document.

    Invariant: `document.text[start:end] == quote`.

    Attributes:
        heading_path: Headings from the outermost inwards.
    """

    document_id: str
    document_title: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAction:
    """One thing the plan wants done, with the clause that says so.

    Attributes:
        action_id: "{document_id}:{start}-{end}"; the same for every kit of one version of a plan.
        order: 1-based, in the order of the plan.
        actor: Who acts, as the plan names them; "" when it names nobody.
        names: Every name the plan gives to the actor, deputies included, `actor` first; () without an actor.
        action: The clause without its list number.
        limit: The time limit as written (3分钟内, 立即); "" when there is none.
        limit_minutes: The limit in minutes from the moment the action is called for; None without a number.
        report_to: Who is to be told, as written.
        condition: The case in which the action is called for, as written (探测器二级报警或者有人受伤).
        cases: The listed cases that an order to leave is bound to (空气呼吸器报警…), as written; () for most.
        objective_id: The `Objective` that the action belongs to.
        after: Ids of actions of this kit that the plan wants done before this one.
    """

    action_id: str
    order: int
    actor: str
    names: tuple[str, ...]
    action: str
    limit: str
    limit_minutes: float | None
    report_to: str
    condition: str
    objective_id: str
    after: tuple[str, ...]
    clause: Clause
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Something the plan forbids; doing it is marked, whatever it was meant for."""

    ban_id: str
    text: str
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is to be evaluated: a group of AQ/T 9009-2015 with the expected actions that fall under it.

    Attributes:
        objective_id: Id of the group in `rules/evaluation.yaml`.
        name: The group's name in the standard.
        action_ids: In the order of the plan; never empty.
    """

    objective_id: str
    name: str
    action_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One message of the master list of events (MSEL).

    Attributes:
        minute: Proposed moment, in minutes from the start of the drill; the director may send it at another.
        to_whom: Who gets the message, as the plan names them; 全体参演人员 when it concerns all.
        text: What is told: words of the plan, or the user's scenario.
        expected: Ids of the actions it calls for, in the order of the plan; may be empty for a mere piece of news.
        blanks: What only the unit can fill in, each worded for 【待补充：…】.
        clause: Where the words of the message stand; None for the user's own words.
    """

    inject_id: str
    minute: int
    to_whom: str
    text: str
    expected: tuple[str, ...]
    blanks: tuple[str, ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserScenario:
    """The free data of a drill, given by the user; what is empty becomes a blank to fill in.

    Attributes:
        day: Date and time of day of the drill, as it is to be printed.
        level: Response level to be played, e.g. Ⅲ级; actions that the plan puts under other levels are left out.
        weather: Wind and weather, as printed.
        casualties: Simulated casualties, as printed.
        cause: What is assumed to have happened, in the user's words.
        minutes_between: Proposed distance of the injects in minutes, 1–60.
    """

    day: str = ""
    place: str = ""
    weather: str = ""
    casualties: str = ""
    cause: str = ""
    level: str = ""
    organiser: str = ""
    participants: tuple[str, ...] = ()
    minutes_between: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillKit:
    """Everything a drill of one plan needs; its documents are written from it.

    Invariants: every id in `injects[].expected`, `objectives[].action_ids` and `actions[].after` is the id of an
    action of the kit; `actions` are in the order of the plan, `injects` by minute.

    Attributes:
        document_id, title: The plan.
        unit: Who the plan belongs to, "" when it does not say.
        hazard: As asked for, or what the plan is about.
        hazard_clauses: What the plan says about the hazard and its signs: the cited part of the scenario.
        bans: What the plan forbids in this case.
        stops: What the plan says about leaving the danger area; the drill's own 中止条件 are in the safety notes.
    """

    document_id: str
    title: str
    unit: str
    hazard: str
    form: DrillForm
    scenario: UserScenario
    hazard_clauses: tuple[Clause, ...]
    actions: tuple[ExpectedAction, ...]
    bans: tuple[Ban, ...]
    stops: tuple[Clause, ...]
    injects: tuple[Inject, ...]
    objectives: tuple[Objective, ...]

    def action(self, action_id: str) -> ExpectedAction:
        """Return an action of the kit.

        Raises:
            KeyError: The kit has no such action.
        """
        for one in self.actions:
            if one.action_id == action_id:
                return one
        raise KeyError(action_id)
