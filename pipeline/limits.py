"""The most that a document may ask for: what asks for more is told in `problems`, and not read.

Statements run to some hundred pages; the limits are far above that, and low enough that one file
made to do harm costs its own row and nothing else.
"""

from typing import Final

# A file as it lies on disk; text, Markdown and HTML grow when they are taken apart.
MOST_BYTES: Final = 256 * 2**20
MOST_TEXT_BYTES: Final = 80 * 2**20
# What people write beside a document.
MOST_SIDECAR_BYTES: Final = 2**20
MOST_CORRECTIONS_BYTES: Final = 16 * 2**20

# What a file holds once it is read: code points, lines, pages.
MOST_CHARACTERS: Final = 10_000_000
MOST_LINES: Final = 250_000
MOST_PAGES: Final = 5_000
# Elements inside one another; no page that people read nests deeper.
MOST_NESTING: Final = 500

# A package (.docx) once it is unpacked: bytes, bytes of mark-up, parts.
MOST_UNPACKED_BYTES: Final = 256 * 2**20
MOST_MARKUP_BYTES: Final = 64 * 2**20
MOST_PARTS: Final = 10_000

# The process that reads PDF, Word and HTML files and draws pages: seconds of processor time a file
# and a picture, bytes of its address space.
MOST_SECONDS: Final = 300.0
MOST_DRAWING_SECONDS: Final = 30.0
MOST_MEMORY: Final = 4 * 2**30

# The recognition of scanned pages: seconds of processor time a file (14 poor pages took 47, and a
# busy machine takes up to a quarter more), and a page where others wait and its share is less.
MOST_RECOGNITION_SECONDS: Final = 120.0
MOST_RECOGNITION_SECONDS_A_PAGE: Final = 30.0

# The last guard, for what hangs without using the processor: seconds on the clock for reading a
# file, and for its pictures; far more than a crowded machine needs.
MOST_WAITING_SECONDS: Final = 1800.0

# All else that is done with one document: seconds of processor time. A million words takes less
# than a fifth of it.
MOST_WORK_SECONDS: Final = 300.0
