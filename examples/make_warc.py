"""Writes pages/06-danube-standard.warc: one captured page of the example story, always alike."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

URL = "https://danube-standard.example/politics/tarn-talks-end-without-a-deal"
CAPTURED = "2025-03-08T21:15:00Z"
HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Tarn talks end without a deal - The Danube Standard</title>
<meta property="og:site_name" content="The Danube Standard">
<meta property="article:published_time" content="2025-03-08T07:30:00+01:00">
</head>
<body>
<ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul>
<article>
<h1>Tarn talks end without a deal</h1>
<p>By Felix Auer in Vienna</p>
<p>Talks between Meridia and Kastovia over the Tarn valley ended without a deal in Vienna on Friday
night, but both foreign ministers promised to come back.</p>
<p>United Nations envoy Tomas Arden called the talks at a hotel by the Danube frank, and said both
delegations had stayed in the building until midnight.</p>
<p>“We have not solved anything tonight, but we have stopped shouting,” Arden said.</p>
<p>Mira Solen, the foreign minister of Kastovia, refused to shake hands in front of the cameras,
according to delegates. Her Meridian counterpart, Anton Brede, insisted that Kastovia must answer
President Ilse Varga's plan by March 20.</p>
<p>Pavel Drost, the Kastovian defence minister, said the plan was “a trap with a ribbon on it”.</p>
</article>
<p>Newsletter: get the Standard every morning.</p>
<p>Imprint | Data protection</p>
</body>
</html>
"""


def main() -> None:
    """Write the archive beside the other pages."""
    path = Path(__file__).parent / "pages" / "06-danube-standard.warc"
    status = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        record = writer.create_warc_record(
            URL,
            "response",
            payload=BytesIO(HTML.encode("utf-8")),
            http_headers=status,
            warc_headers_dict={
                "WARC-Date": CAPTURED,
                "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000006>",
            },
        )
        writer.write_record(record)


if __name__ == "__main__":
    main()
