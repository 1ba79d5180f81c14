"""Terms: one name each, figures with formula and unit, and the lessons use them."""

from curriculum.glossary import glossary
from curriculum.syllabus import syllabus


def test_no_two_terms_share_a_name() -> None:
    for lang in ("zh", "en"):
        names = [getattr(term, lang) for term in glossary().values()]
        assert len(names) == len(set(names))


def test_a_rate_has_formula_and_unit() -> None:
    for slug, term in glossary().items():
        if slug.endswith("_rate"):
            assert term.formula, slug
            assert term.unit == "0-1", slug


def test_lessons_use_the_glossarys_terms() -> None:
    lessons = "\n".join(module.source.read_text(encoding="utf-8") for module in syllabus().modules)
    core = ("forecast_interval", "digest", "conflict", "colleague", "absolute_terms", "induced_sharing", "moments")
    assert [slug for slug in core if glossary()[slug].zh not in lessons] == []
