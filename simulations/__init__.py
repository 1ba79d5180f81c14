"""How the world answers: a plan is played in simulated worlds and the outcome becomes a score with reasons."""
