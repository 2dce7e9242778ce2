"""The epub room."""
