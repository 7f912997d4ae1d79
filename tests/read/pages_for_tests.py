"""Invented pages in the manner of real captures, shared by the tests of this room."""

from __future__ import annotations

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

CAPTURED = """Harbour Post
News|Region|March 4, 2021 / 9:05 AM
Ferry crews agree to end strike at three northern ports

By Mara Ilves and Tom Okafor

VARDHOLM (Reuters) - Ferry crews agreed on Thursday to end a strike that had closed three \
northern ports for nine days, the transport minister said.

The crews will return to work on Friday morning, minister Lena Brandt told reporters after \
a night of talks in the port town of Vardholm.

"We have an agreement that both sides can live with," Brandt said. She did not say what the \
agreement would cost the state, which owns two of the three ferry lines.

The union's leader, Aksel Roos, said that his members had won most of what they had asked \
for, and that the rest would be talked over in the summer. Reuters

Share this article
Be the first to comment
Your email address will not be published.
© 2021 Harbour Post. All rights reserved.
Ice closes northern road for a second week: report
"""

HTML = b"""<!DOCTYPE html><html lang="en-GB"><head>
<title>Ferry crews end strike | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2021-03-04T09:05:00+01:00">
<link rel="canonical" href="https://post.example/2021/03/04/ferry">
<script type="application/ld+json">
{"@type": "NewsArticle", "datePublished": "2021-03-04T09:05:00+01:00",
 "author": {"name": "Mara Ilves"}}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferry crews end strike</h1><p class="byline">By Mara Ilves</p>
<p>Ferry crews agreed on Thursday to end a strike that had closed three northern ports for nine
days, the transport minister&nbsp;said.</p>
<p>&ldquo;We have an agreement that both sides can live with,&rdquo; she told reporters after a
night of talks, and left <b>at once</b> for the capital.</p>
<p>The crews will return to work on Friday morning, and the first ferry will leave at seven.</p>
<script>document.write("<p>written by a script</p>")</script></article>
<footer><p>&copy; 2021 Harbour Post. All rights reserved.</p></footer></body></html>
"""

FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Harbour Post</title><language>en-gb</language>
<item><title>Ferry &amp; bus crews end strike</title><link>https://post.example/ferry</link>
<pubDate>Thu, 04 Mar 2021 08:05:00 GMT</pubDate>
<description>&lt;p&gt;Crews agreed to end a strike, a minister said.&lt;/p&gt;</description></item>
<item><title>Ice</title>
<description><![CDATA[<p>The <b>road</b> is shut.</p>]]></description></item>
</channel></rss>"""


def warc(*records, gzip=True):
    """The bytes of a web archive of `(url, status, content type, body)` records."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=gzip)
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2021-03-05T10:00:00Z"},
        )
        writer.write_record(record)
    return made.getvalue()
