"""PDF: pages to words, words to lines, lines to a text whose every line knows its page and box."""
