"""What a platform knows of a post when it decides whom to show it to."""

from dataclasses import dataclass

from simulations.world.draws import Floats


@dataclass(frozen=True)
class Meeting:
    """A post and its account as the platform's feed meets them.

    Attributes
    ----------
    p : dict
        The platform's numbers.
    followers : array, shape (worlds,)
        Followers of the account.
    size : array, shape (worlds,)
        Followers relative to an account of 50,000, the size all base figures are stated for.
    value : array, shape (worlds,)
        Log of what the post's readers do, weighed by what each behaviour is worth to the platform, against a middling
        post: probability x value.
    tail : array, shape (worlds, 3)
        Uniforms that decide how far luck carries it.
    slot : float
        Readers online at the hour of publication, relative to the mean.
    heat : float
        How hot the topic is that day, 0-1.
    reach : float
        Effect on the log of what feeds and search grant: form, originality, tags.
    search : float
        Factor on what search brings.
    """

    p: dict[str, float]
    followers: Floats
    size: Floats
    value: Floats
    tail: Floats
    slot: float
    heat: float
    reach: float
    search: float
