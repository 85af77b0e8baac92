"""Assembles one large PDF from a letter and other people's files, piece after piece.

pikepdf reads the sources; the result is written by `objectfile`, because qpdf keeps every
stream it copies from another file in memory until it saves, and a bundle may be 300 MB.
"""
