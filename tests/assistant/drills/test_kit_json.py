"""A kit goes through JSON without loss."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.drills.kit_json import kit_form, kit_from_form
from assistant.drills.records import UserScenario
from tests.assistant.drills.run_kit import KIT, clause


def test_a_kit_comes_back_as_it_was() -> None:
    injects = (replace(KIT.injects[0], clause=clause("阀门泄漏"), blanks=("风向",)), *KIT.injects[1:])
    kit = replace(
        KIT,
        injects=injects,
        hazard_clauses=(clause("液氨有毒"),),
        stops=(clause("撤到上风向"),),
        scenario=UserScenario(place="2号罐", participants=("罐区班组", "消防队")),
    )
    assert kit_from_form(json.loads(json.dumps(kit_form(kit), ensure_ascii=False))) == kit
