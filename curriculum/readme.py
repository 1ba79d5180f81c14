"""README's table of modules follows from the syllabus."""

import re
from pathlib import Path

from curriculum.syllabus import REPOSITORY, syllabus

READMES = {"en": REPOSITORY / "README.md", "zh": REPOSITORY / "README.zh-CN.md"}
SECTION = re.compile(r"(<!-- syllabus: begin -->\n).*?(<!-- syllabus: end -->)", re.S)
HEADS = {
    "en": ("tier", "module", "minutes", "what you can do afterwards"),
    "zh": ("阶段", "模块", "分钟", "学完能做什么"),
}
SOON = {"en": "in preparation: {modules}", "zh": "筹备中：{modules}"}


def table(lang: str) -> str:
    """The Markdown table in `en` or `zh`."""
    rows = [HEADS[lang], ("---",) * len(HEADS[lang])]
    for tier in syllabus().tiers:
        name = f"**{getattr(tier, lang)}** {getattr(tier, f'about_{lang}')}"
        for module in tier.modules:
            link = f"[{getattr(module, lang)}]({module.tier}/{module.slug}/{module.slug}.ipynb)"
            goals = "；" if lang == "zh" else "; "
            rows.append((name, link, str(module.minutes), goals.join(getattr(module, f"objectives_{lang}"))))
            name = ""
        if tier.planned:
            comma = "；" if lang == "zh" else "; "
            soon = comma.join(getattr(module, lang) for module in tier.planned)
            rows.append((name, SOON[lang].format(modules=soon), "", ""))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def with_table(text: str, lang: str) -> str:
    """A README with its table brought up to date."""
    return SECTION.sub(lambda match: f"{match[1]}{table(lang)}{match[2]}", text)


def readmes() -> dict[Path, bytes]:
    """The READMEs of a clone as they should stand on disk; none in an installed package."""
    return {
        path: with_table(path.read_text(encoding="utf-8"), lang).encode()
        for lang, path in READMES.items()
        if path.exists()
    }
