"""The cache looked after when a run has made something. In: the cache. Out: within its limit; what there is to tell of it."""

from bulletin.model import Notice
from bulletin.stages.upkeep import obstacle, trim


def tidied() -> tuple[Notice, ...]:
    """Bring the cache back within its limit. Where nothing can be kept in it, a notice says so: the run was none the worse
    for it, but the next one takes as long."""
    trim()
    reason = obstacle()
    if reason is None:
        return ()
    return (
        Notice(
            "press.cache-unwritable",
            {"reason": reason},
            place=str(reason.filename or ""),
        ),
    )
