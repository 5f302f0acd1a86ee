"""Each phone holds a connection open, and each connection is a file: more of them than most systems give."""

import sys

ENOUGH = 16_384


def allow_many_files(most: int = ENOUGH) -> int:
    """
    Let this process and those it starts hold up to *most* files, or as many as the system gives.

    Returns: how many it may hold; 0 where there is no such limit.
    """
    if sys.platform == "win32":
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):  # macOS has a lower limit of its own
            return soft
        return wanted
    return soft
