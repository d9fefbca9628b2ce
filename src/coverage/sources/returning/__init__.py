"""What goes back: the return file, the cases it opens and closes, what changed, what is still missing."""
