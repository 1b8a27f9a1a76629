"""Line drawings of people, sticks and rollers, made from joint positions. Lengths in centimetres, up is up."""
