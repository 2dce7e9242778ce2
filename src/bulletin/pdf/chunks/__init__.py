"""Large sheets set in parts, side by side, and joined into one file."""
