"""The subcommands of ``rebond``, one module each."""
