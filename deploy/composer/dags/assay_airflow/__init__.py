"""What the DAGs have in common: where things are, waiting, launching, and looking at the books.

Nothing here reaches the network, the metadata database or a Variable while a DAG file is parsed.
"""
