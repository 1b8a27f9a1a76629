"""A second generator: other bodies, other clothes, other rooms and another way of drawing, for people unlike the first.

Nothing may ever be learnt from its people; they tell whether what was learnt from the first holds for strangers.
"""
