"""Files in, pages out: formats, what is article and what is furniture, byline, dateline, date."""
