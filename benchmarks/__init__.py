"""Whole-process time and peak memory of set-proxy-env, beside the tools it is compared with."""
