"""A backup is one sealed file: the database first, then the stored files and the anchors of the
trail, then a manifest. It counts as taken once it was restored and compared.

container   the sealed file, piece by piece
database    a copy of one moment, from SQLite or PostgreSQL, and back
manifest    what must be in it: counts, hashes, the heads of the trail
taking      takes one and verifies it
restoring   opens one into an empty folder
proving     what a restored office says of itself
"""
