"""Every sentence that people read, in one place: findings go in, plain English comes out.

Wording rules: a hip mobility and strength routine for people with back pain, never a cure of a cause and never a
diagnosis; a value and its interval always together; whole degrees in sentences, one decimal in tables.
"""
