"""Keep the indexes in step with the catalogue: generations, manifest, outbox, verification."""

from kb.projections.findings import Finding
from kb.projections.projection_set import ProjectionSet

__all__ = ["Finding", "ProjectionSet"]
