"""The ledger in a browser: server-rendered pages, and the same answers as an API.

`app.application(settings)` puts it together; `pages/` has a file a page, `templates/` one of the same name, `api/` a
file a verb; `security/` decides who may do what; `site.py` holds what all requests share.
"""
