"""Templates as Jinja2 has compiled them, kept between runs. In: a template. Out: its code, if this text was compiled before."""

from jinja2.bccache import Bucket, BytecodeCache

from bulletin.stages.store import Place


class CompiledTemplates(BytecodeCache):
    """What Jinja2 asks before it compiles a template, which takes longer than filling it in."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` the code of its template, if it is there."""
        if found := _place(bucket).get():
            bucket.bytecode_from_string(found[0])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        _place(bucket).put(bucket.bytecode_to_string())


def _place(bucket: Bucket) -> Place:
    # The key tells the template's name and file, the checksum its text.
    return Place.of("templates", (bucket.key, bucket.checksum))
