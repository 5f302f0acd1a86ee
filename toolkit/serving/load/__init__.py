"""A room of simulated phones, to find out how many people this computer can serve before they are there."""
