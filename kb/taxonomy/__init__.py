"""The vocabulary of the field: hazards, phases, roles, levels and kinds of documents."""

from kb.taxonomy.matching import Mention, Taxonomy
from kb.taxonomy.records import AccidentNames, DocType, Hazard, IssuingLevel, Level, Mark, Phase, Role
from kb.taxonomy.shipped import default_taxonomy

__all__ = [
    "AccidentNames",
    "DocType",
    "Hazard",
    "IssuingLevel",
    "Level",
    "Mark",
    "Mention",
    "Phase",
    "Role",
    "Taxonomy",
    "default_taxonomy",
]
