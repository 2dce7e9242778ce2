"""How fast the press is and how much memory it takes, part by part, each held to its bounds (docs/performance.md)."""
