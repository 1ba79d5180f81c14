"""How people are answered, and what is said of a brand: service by the hour and public opinion (舆情)."""

from simulations.world.opinion.heat import Opinion
from simulations.world.opinion.incident import Incident, Response
from simulations.world.opinion.service import Service, ServiceTeam, Shift

__all__ = ["Incident", "Opinion", "Response", "Service", "ServiceTeam", "Shift"]
