"""The typography room. In: an edition. Out: the edition with its text set by the rules of Chinese typography."""

from bulletin.typography.rules import RULES, Medium, Rule
from bulletin.typography.setting import set_edition

__all__ = ["RULES", "Medium", "Rule", "set_edition"]
