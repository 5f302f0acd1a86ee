"""The board game in a room: its log kept as rows, its votes held as rounds, what each role may see of it."""
