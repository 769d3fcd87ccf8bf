"""An attack on the function with made-up and mutated manifests: `make fuzz`, docs/testing.md."""
