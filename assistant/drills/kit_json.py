"""A drill kit as JSON and back, without loss: what a run keeps of its kit."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.drills.records import Ban, Clause, DrillForm, DrillKit, ExpectedAction, Inject, Objective, UserScenario


def kit_form(kit: DrillKit) -> dict[str, Any]:
    """Return a kit as JSON."""
    return asdict(kit)


def kit_from_form(form: dict[str, Any]) -> DrillKit:
    """Return a kit from its JSON.

    Raises:
        KeyError, TypeError, ValueError: It is not what `kit_form` returned.
    """
    return DrillKit(
        document_id=form["document_id"],
        title=form["title"],
        unit=form["unit"],
        hazard=form["hazard"],
        form=DrillForm(form["form"]),
        scenario=UserScenario(**_tuples(form["scenario"])),
        hazard_clauses=tuple(_clause(one) for one in form["hazard_clauses"]),
        actions=tuple(_action(one) for one in form["actions"]),
        bans=tuple(Ban(ban_id=one["ban_id"], text=one["text"], clause=_clause(one["clause"])) for one in form["bans"]),
        stops=tuple(_clause(one) for one in form["stops"]),
        injects=tuple(_inject(one) for one in form["injects"]),
        objectives=tuple(Objective(**_tuples(one)) for one in form["objectives"]),
    )


def _clause(form: dict[str, Any]) -> Clause:
    return Clause(**_tuples(form))


def _action(form: dict[str, Any]) -> ExpectedAction:
    return ExpectedAction(**{**_tuples(form), "clause": _clause(form["clause"])})


def _inject(form: dict[str, Any]) -> Inject:
    clause = form["clause"]
    return Inject(**{**_tuples(form), "clause": _clause(clause) if clause else None})


def _tuples(form: dict[str, Any]) -> dict[str, Any]:
    """Return a form with its lists as tuples, as the records hold them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in form.items()}
