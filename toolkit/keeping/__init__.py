"""Looking after what is stored: copying it while the room votes, moving a workshop, forgetting it in time."""
