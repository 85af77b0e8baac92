"""Static files with hashed names, so that an update is seen at once and cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Falls back to the plain name where `collectstatic` has not run yet."""

    manifest_strict = False
