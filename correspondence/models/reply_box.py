from django.db import models

from casework.models import Office


class ReplyBox(models.Model):
    """How far the program has read an office's reply box. Where the box is, and its password, are
    in the environment alone.

    `last_uid` counts within `validity` (RFC 3501 §2.3.1.1); `missed` are the mails that the server
    did not give. `lease_until` keeps two workers from reading at the same time.
    """

    office = models.OneToOneField(Office, models.CASCADE, related_name="reply_box")
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    missed = models.JSONField(default=list, blank=True)
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    failures = models.PositiveIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "reply boxes"

    def __str__(self):
        return str(self.office_id)
