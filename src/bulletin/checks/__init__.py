"""The checks room: an edition, as it will be printed → what an editor should look at before it is."""

from bulletin.checks.rules import REGIONAL_RULES, RULES, Rule, checked
from bulletin.checks.subject import Subject

__all__ = ["REGIONAL_RULES", "RULES", "Rule", "Subject", "checked"]
