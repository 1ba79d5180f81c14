"""Grading: answers are data, scored by a process that never ran trainee code; nbgrader is the frame around it."""
