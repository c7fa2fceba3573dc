def ask_site(site,queries,most): return {}
