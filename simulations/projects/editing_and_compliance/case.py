"""The case: five drafts, a manual with its user, fourteen phrases, a limited post, an article to mend, five covers."""

from dataclasses import dataclass

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.editing_and_compliance.cover import Cover, Use, draw_covers
from simulations.projects.editing_and_compliance.drafts import FOLDER, Draft, Sentence, draw_drafts
from simulations.projects.editing_and_compliance.layout import Article, draw_article
from simulations.projects.editing_and_compliance.story import StoryCase, draw_story
from simulations.projects.editing_and_compliance.violation import Violation, draw_violation
from simulations.reading import read_yaml
from simulations.written import fill, pick

TASK = "editing_and_compliance"
THINGS = {"qingxu": "会议纪要工具", "hebiao": "在线表格", "jinribi": "待办工具"}
VERDICTS = ("forbidden", "needs_proof", "allowed")
PHRASES = {"forbidden": 5, "needs_proof": 4, "allowed": 5}
WORTH = {
    "forbidden": {"forbidden": 1.0, "needs_proof": 0.3, "allowed": 0.0},
    "needs_proof": {"forbidden": 0.4, "needs_proof": 1.0, "allowed": 0.0},
    "allowed": {"forbidden": 0.0, "needs_proof": 0.3, "allowed": 1.0},
}


@dataclass(frozen=True)
class Phrase:
    """Words in their context, with what each verdict on them is worth."""

    id: str
    text: str
    truth: str
    why: str
    worth: dict[str, float]


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it.

    Attributes
    ----------
    note_on : str
        The draft whose author gets a review note.
    """

    brand_slug: str
    brand: Brand
    brief: str
    drafts: tuple[Draft, ...]
    note_on: str
    story: StoryCase
    phrases: dict[str, Phrase]
    violation: Violation
    article: Article
    use: Use
    covers: dict[str, Cover]

    @property
    def sentences(self) -> dict[str, Sentence]:
        """Every sentence of the drafts by id."""
        return {sentence.id: sentence for draft in self.drafts for sentence in draft.rows}

    @property
    def flaws(self) -> dict[str, str]:
        """Flawed sentences and the kind of each."""
        return {id: sentence.flaw.kind for id, sentence in self.sentences.items() if sentence.flaw}

    @property
    def noted(self) -> Draft:
        """The draft whose author gets a review note."""
        return next(draft for draft in self.drafts if draft.id == self.note_on)


def draw_case(context: Context) -> Case:
    """The case of this trainee; everything but the brand follows from the task's own variant."""
    slug = brand_of(context)
    brand = brands()[slug]
    variant = context.variant(TASK)

    def rng(purpose: str) -> np.random.Generator:
        return variant_rng(variant, purpose)

    names = {"brand": brand.name, "thing": THINGS[slug]}
    drafts = draw_drafts(names, rng("drafts"))
    article = draw_article(rng("article"))
    use, covers = draw_covers(article.slug, rng("covers"))
    fullest = [draft.id for draft in drafts if sum(row.flaw is not None for row in draft.rows) == 3]
    return Case(
        brand_slug=slug,
        brand=brand,
        brief=read_yaml(FOLDER / "brief.yaml")["brief"].strip(),
        drafts=drafts,
        note_on=str(rng("note").choice(fullest)),
        story=draw_story(slug, rng("story")),
        phrases=_phrases(names, rng("phrases")),
        violation=draw_violation(rng("violation")),
        article=article,
        use=use,
        covers=covers,
    )


def _phrases(names: dict[str, str], rng: np.random.Generator) -> dict[str, Phrase]:
    pool = read_yaml(FOLDER / "phrases.yaml")
    drawn = [(truth, row) for truth, count in PHRASES.items() for row in pick(rng, pool[truth], count)]
    phrases = {}
    for place, (truth, row) in enumerate(pick(rng, drawn, len(drawn)), start=1):
        id = f"V{place:02d}"
        phrases[id] = Phrase(id, fill(row["text"], names), truth, row["why"], WORTH[truth] | row.get("worth", {}))
    return phrases
