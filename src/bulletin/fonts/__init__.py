"""The fonts room."""
