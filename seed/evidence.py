"""What follows from the sources of a study."""

from schema.reference import WORST_LAST, ReferenceStatus
from schema.study import StudySource
from seed.directory import Directory


def worst_status(study: StudySource, directory: Directory) -> ReferenceStatus:
    """Find the worst status among the sources of a study; without a source nothing is known."""
    found = [directory.find("reference", link.reference) for link in study.sources]
    statuses = [file.source.reference_status for file in found if file and file.is_sound]
    return max(statuses, key=WORST_LAST.index, default="unknown")
