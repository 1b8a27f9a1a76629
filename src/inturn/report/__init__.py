"""Results for people and systems: the result file, words, charts, page, PDF, overlay."""
