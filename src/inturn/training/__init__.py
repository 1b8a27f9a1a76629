"""What follows from the number: screening, plan, session, load and pain rules, progress. Plain values, no clock."""
