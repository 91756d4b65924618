"""What is told over a whole run: entities, files with one statement, what statements take up."""
