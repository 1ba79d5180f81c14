# %%
"""A cohort: who needs help and with what."""

from datetime import UTC, datetime
from pathlib import Path

from curriculum.look import use_style
from grading.course import open_cohort
from grading.reports import cohort_findings as findings
from grading.reports import cohort_page as page
from grading.reports import growth
from grading.reports.blocks import show
from grading.reports.tables import read_records

# %% tags=["parameters"]
cohort_root = ""

# %%
use_style()
now = datetime.now(UTC)
records = read_records(open_cohort(Path(cohort_root)))
show(page.head(records, now))

# %%
show(growth.of_cohort(records))

# %%
for module in records.due:
    view = page.view(records, module, now)
    show(page.glance(view))
    show(page.needs(view))
    show(findings.distribution(view))
    show(findings.criteria(view))
    show(page.late_or_stuck(view))
    show(findings.forecasts(view))
    show(findings.mentors(view))
    show(page.broken(view))
    show(page.everybody(view))
