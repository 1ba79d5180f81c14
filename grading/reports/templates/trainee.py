# %%
"""One trainee's page of the growth archive."""

from datetime import UTC, datetime
from pathlib import Path

from curriculum.look import use_style
from grading.course import open_cohort
from grading.reports import growth
from grading.reports import trainee_page as page
from grading.reports.blocks import show
from grading.reports.tables import read_records
from grading.reports.trainee_details import details

# %% tags=["parameters"]
cohort_root = ""
trainee = ""

# %%
use_style()
records = read_records(open_cohort(Path(cohort_root)))
dossier = page.open_dossier(records, trainee, datetime.now(UTC))
show(page.head(dossier))

# %%
for module in records.due:
    show(page.overview(dossier, module))

# %%
show(growth.of_trainee(records, trainee))

# %%
show(page.profile(dossier))

# %%
for module in dossier.handed_in:
    show(details(dossier, module))

# %%
show(page.next_steps(dossier))
