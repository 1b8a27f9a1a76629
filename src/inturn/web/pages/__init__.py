"""The pages one walks through: what this is, who you are, safety questions, today, plan, notes, settings."""
