"""Who works on which version of a task, and from which secret its worlds come.

A released cohort has a public id; a trainee has an id of the roster. The *variant* (brand, case, traps, data) follows
from both and can be computed again by whoever grades. The *worlds* an answer is graded in follow from a secret.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace

import numpy as np

from simulations.world.draws import Worlds

SOLO_COHORT = "solo"
PRACTICE_SECRET = b"practice worlds are public"


def variant_of(cohort: str, trainee: str, topic: str) -> str:
    """The public variant as 16 hex digits; `topic` is a task's slug or what is shared between tasks (`brand`)."""
    text = "\x1f".join(("variant", cohort, trainee, topic))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def variant_rng(variant: str, purpose: str) -> np.random.Generator:
    """A generator for everything drawn from a variant; independent per purpose."""
    digest = hashlib.blake2b(f"{variant}\x1f{purpose}".encode(), digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


@dataclass(frozen=True)
class Context:
    """For whom something is drawn and scored.

    Attributes
    ----------
    cohort, trainee : str
        Public ids; they decide the variant.
    secret : bytes
        Decides the worlds; public for practice, the cohort's own for grading.
    sittings : tuple of (task, sitting)
        Tasks that are sat on other material than usual: they draw variant and worlds under the sitting's name.
    """

    cohort: str = SOLO_COHORT
    trainee: str = "me"
    secret: bytes = PRACTICE_SECRET
    sittings: tuple[tuple[str, str], ...] = ()

    def variant(self, topic: str) -> str:
        return variant_of(self.cohort, self.trainee, dict(self.sittings).get(topic, topic))

    def in_public(self) -> "Context":
        """The same material in public worlds."""
        return replace(self, secret=PRACTICE_SECRET)

    def at_sitting(self, task: str, sitting: str) -> "Context":
        """The same person before another sitting of a task."""
        return replace(self, sittings=((task, sitting),))

    def worlds(self, task: str, count: int, purpose: str = "score") -> Worlds:
        """`count` worlds: HMAC of the secret over task, variant and purpose."""
        text = "\x1f".join((task, self.variant(task), purpose))
        return Worlds(hmac.new(self.secret, text.encode(), hashlib.sha256).digest(), count)
