"""The simulated world: parameters, readers, content, platforms. It knows nothing of tasks and points."""
