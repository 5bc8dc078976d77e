"""The disk: finds sources and themes, remembers work, commits output; the only room that a build lets touch files."""
