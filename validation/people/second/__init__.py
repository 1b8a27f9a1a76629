"""A second generator: other bodies, other clothes, other rooms and another way of drawing, for people unlike the first.

They tell whether what was learnt from the first holds for strangers: nothing is learnt from the seeds that judge.
"""
