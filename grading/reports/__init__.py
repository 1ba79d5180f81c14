"""Reports: parametrised notebooks that papermill runs, each kept as a notebook and as one page that opens offline."""
