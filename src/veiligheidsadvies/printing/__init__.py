"""Paper: the only importer of reportlab. A frozen snapshot goes in, the bytes of a PDF come out."""
