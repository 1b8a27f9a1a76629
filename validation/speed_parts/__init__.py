"""The pieces of `validation.speed` that run in processes of their own."""
