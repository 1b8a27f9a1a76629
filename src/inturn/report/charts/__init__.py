"""Charts as SVG text: accessible (title, description), without colours of their own (`inturn.report.palette`)."""
