"""Chinese lines with both margins flush, inside WeasyPrint. In: a house style. Out: adjusted lines and a report."""

from bulletin.pdf.line_adjustment.patches import applied
from bulletin.pdf.line_adjustment.report import short_lines
from bulletin.pdf.line_adjustment.setting import LineRules

__all__ = ["LineRules", "applied", "short_lines"]
