"""Made-up people who follow the programme: what the rules are judged on, and what the demonstration shows.

Nothing here decides anything: it drives the real rules and makes up what a person would answer, do and feel.
"""
