"""What people have corrected in a document, kept beside it and applied on every run."""

from pipeline.corrections.apply import Applied, apply
from pipeline.corrections.file import SUFFIX, corrections_path, read_corrections, to_json
from pipeline.corrections.labels import ActLabel, Correction, Corrections, MentionLabel

__all__ = [
    "SUFFIX",
    "ActLabel",
    "Applied",
    "Correction",
    "Corrections",
    "MentionLabel",
    "apply",
    "corrections_path",
    "read_corrections",
    "to_json",
]
