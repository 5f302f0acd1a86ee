"""Pictures of an outcome, as boxes in millimetres: the same on a screen and on paper."""
