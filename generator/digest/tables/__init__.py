"""Small editable tables that gathering looks things up in."""
