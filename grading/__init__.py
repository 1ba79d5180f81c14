"""How work is judged and reported: cohorts, trusted scores, mentors' marks, feedback, reports."""
