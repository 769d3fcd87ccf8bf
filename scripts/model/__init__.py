"""The fields of the two configurations, as pydantic has them."""
