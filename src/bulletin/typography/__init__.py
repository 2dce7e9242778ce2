"""The typography room."""
