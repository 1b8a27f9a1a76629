"""Parts of `validation.second`."""
