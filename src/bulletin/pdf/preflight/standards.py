"""PDF/A and PDF/UA. In: a file and its claims. Out: what breaks them, by a checker of ours and by veraPDF where it is.

The checker in `page-validation` is always there; veraPDF (https://verapdf.org) is the reference, takes Java and
seconds, and is asked when its program is on the PATH.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import page
from lxml import etree

from bulletin.model import Notice
from bulletin.pdf.preflight.claims import Claim
from bulletin.programs import asked, plainly_named

VERAPDF: Final = "verapdf"
_SECONDS: Final = 300
# page-validation 0.11 takes a stream's last byte for part of the line end where it is a carriage return; QPDF, which
# read the file before, says so itself when a length is wrong.
_MISTAKEN: Final = ("STREAM-LENGTH",)
_SHOWN_LENGTH: Final = 200


class Failure(NamedTuple):
    """A rule that is broken, in the words of the checker."""

    rule: str
    message: str


def standard_notices(path: Path, claims: Iterable[Claim]) -> Iterator[Notice]:
    """Each standard a file claims: a notice that it holds, or one for each rule broken, by each checker there is."""
    for claim in claims:
        if not claim.profile:
            continue
        known = claim.profile in {profile.value for profile in page.ValidationProfile}
        checkers = [("page-validation", _checked)] if known else []
        if shutil.which(VERAPDF):
            checkers.append(("veraPDF", _verapdf))
        for name, check in checkers:
            try:
                failures = check(path, claim.profile)
            except (page.PageError, OSError, subprocess.SubprocessError, etree.XMLSyntaxError) as error:
                reason = " ".join(str(error).split())[:_SHOWN_LENGTH]
                yield Notice("pdf.checker-failed", {"checker": name, "reason": reason})
                continue
            yield from _told(claim, name, failures)
        if not checkers:
            yield Notice("pdf.no-checker", {"standard": claim.standard})


def _told(claim: Claim, checker: str, failures: list[Failure]) -> Iterator[Notice]:
    values: dict[str, object] = {"standard": claim.standard, "checker": checker}
    if not failures:
        yield Notice("pdf.conforms", values)
    counts = Counter(failure.rule for failure in failures)
    for rule, message in dict(failures).items():
        shown = " ".join(message.split())[:_SHOWN_LENGTH]
        yield Notice("pdf.breaks-standard", {**values, "rule": rule, "message": shown, "count": counts[rule]})


def _checked(path: Path, profile: str) -> list[Failure]:
    report = page.validate_pdf(path, profile=profile)
    failures = [Failure(failure.rule_id, failure.message) for failure in report.failures]
    return [failure for failure in failures if not any(name in failure.rule for name in _MISTAKEN)]


def _verapdf(path: Path, profile: str) -> list[Failure]:
    """What the veraPDF program reports as XML; its exit code says only that something failed."""
    with plainly_named(path) as plain:
        command = [VERAPDF, "--flavour", profile, "--format", "xml", str(plain)]
        report, complaints = asked(command, _SECONDS)
    root = etree.fromstring(report, etree.XMLParser(resolve_entities=False, huge_tree=True))
    if root.find(".//validationReport") is None:
        raise subprocess.SubprocessError(complaints.decode("utf-8", "replace") or "no report")
    return [
        Failure(f"{rule.get('clause')}-{rule.get('testNumber')}", rule.findtext("description", ""))
        for rule in root.iter("rule")
        if rule.get("status", "failed") == "failed"
        for _ in range(int(rule.get("failedChecks", "1")))
    ]
