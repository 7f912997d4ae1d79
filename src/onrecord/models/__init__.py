"""The weights that we trained; how, is in `training/`."""
