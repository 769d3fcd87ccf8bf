"""What is read: ResourceLists and manifests, the same bytes on every machine."""
