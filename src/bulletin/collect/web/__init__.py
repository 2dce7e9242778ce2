"""Articles from the web. In: addresses of pages, lists, site maps and feeds. Out: Articles, with what was fetched.

`Fetcher` asks, `list_links` finds the articles of a list or feed, `collect_link` makes one of them an Article.
"""
