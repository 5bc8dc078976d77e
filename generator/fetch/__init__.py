"""What comes in from outside: saved feeds and lists of feeds, and, where it is asked for, feeds on the network."""
