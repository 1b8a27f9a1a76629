"""Files of motion laboratories and of sensors on the shin, read into `inturn.motion.laboratory`."""
