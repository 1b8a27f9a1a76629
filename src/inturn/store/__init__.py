"""What is kept on disk: one SQLite database and, beside it, the recordings by hash.

`boot` opens it; `repositories` lists every call on records; `backup`, `restore`, `check` and `forget` look after it.
Django's models (`models`) and migrations define the tables and do the writing; whole histories are read by plain SQL
(`load`), because loading the model layer alone takes longer than reading ten years of sessions. Records come in and go
out as the values of `inturn.training.records`; no rule lives here.

This room may not: know a clock (moments come in as arguments), decide anything about training, or import xarray.
"""
