"""A clip sent in: kept aside, measured in the background, told how far it is."""
