"""The pictures of the example issue, one file each; `plate` is what they are drawn on."""
