"""Mentions to entities, and acts of one statement to acts of the next."""

from pipeline.linking.entities import EntityRow, entities

__all__ = ["EntityRow", "entities"]
