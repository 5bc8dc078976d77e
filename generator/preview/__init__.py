"""The site while it is edited: watches what it is made of, builds it anew, shows it in the browser."""
