"""The written programme as data, its types, and nothing that computes."""
