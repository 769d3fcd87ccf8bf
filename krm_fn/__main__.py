"""`python -m krm_fn` is the command `set-proxy-env`."""

from krm_fn.command.main import command

command()
