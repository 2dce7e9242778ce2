"""What all tests share: how hypothesis looks for counter-examples."""

import os

from hypothesis import settings

# A busy machine is no failure; and what a change must pass does not hang on luck: new examples are looked for at home.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

# What a test makes with a part replaced must not be there for another, nor for whoever works on this machine: results are kept
# only where a test asks for it.
os.environ["BULLETIN_CACHE_LIMIT"] = "0"
