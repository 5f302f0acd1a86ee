"""A server on somebody's laptop: where phones find it, one per data folder, and a room that plays itself."""
