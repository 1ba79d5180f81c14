"""What is taught: the syllabus, lessons and their build, answers on disk, the forms trainees fill in."""
