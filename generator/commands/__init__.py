"""What the commands do, one file a group of them; imported when a command is called, for their parts are heavy."""
