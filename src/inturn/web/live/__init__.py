"""The live test: frames in, answers out."""
