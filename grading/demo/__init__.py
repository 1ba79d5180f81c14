"""The demo cohort: written hand-ins of clearly different quality, played from release to reports."""
