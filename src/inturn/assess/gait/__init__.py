"""Walking: strides, curves over the gait cycle with their between-stride error, and a what-if. No score, no verdict."""
