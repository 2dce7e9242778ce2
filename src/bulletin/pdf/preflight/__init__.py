"""A PDF held against what it claims and what a printing house needs. In: a file. Out: notices."""
