"""What is told over a whole run: entities, and files that hold the same statement."""

from pipeline.linking.entities import EntityRow, entities

__all__ = ["EntityRow", "entities"]
