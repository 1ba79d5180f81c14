"""What nbgrader's gradebook does not keep: reasons, work logs, the coach's sentences, who judged what and when."""
