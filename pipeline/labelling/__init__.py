"""From the program's rows to a coder and back: label sheets, Label Studio, fixtures, agreement."""
