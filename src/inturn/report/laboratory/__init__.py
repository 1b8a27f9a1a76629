"""What a laboratory recording shows, as tables, files, drawings and words."""
