"""The app in the browser: Django pages and a live socket that call workflows. No arithmetic, no rule.

`entering` decides who may come in, `headers` what a page may do, `people` who uses the app; `pages`, `training` and
`live` are what one sees.
"""
