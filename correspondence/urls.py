"""Addresses of letters, dispatches and replies."""

from django.urls import path

from correspondence.views import (
    dispatches,
    earlier,
    figures,
    following,
    home,
    incoming,
    letter,
    letter_desk,
    letter_files,
    letter_new,
    letter_scan,
    letter_steps,
    letter_wording,
    recipients,
    register,
    replies,
    submissions,
    verifying,
)

urlpatterns = [
    # the first page
    path("", home.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    # the letter desk
    path("letters/", letter_desk.letter_desk, name="letter_desk"),
    path("letters/new/", letter_new.letter_new, name="letter_new"),
    path("letters/<uuid:pk>/", letter.letter, name="letter"),
    path("letters/<uuid:pk>/pdf/", letter_wording.letter_pdf, name="letter_pdf"),
    path("letters/<uuid:pk>/wording/", letter_wording.letter_wording, name="letter_wording"),
    path("letters/<uuid:pk>/step/<slug:step>/", letter_steps.letter_step, name="letter_step"),
    path("letters/<uuid:pk>/print/", letter_files.letter_print, name="letter_print"),
    path("letters/<uuid:pk>/pages/<int:page>.png", letter_scan.letter_page, name="letter_page"),
    path("letters/<uuid:pk>/scan/", letter_scan.letter_scan, name="letter_scan"),
    path(
        "letters/<uuid:pk>/scan/<int:page>.png",
        letter_scan.letter_scan_page,
        name="letter_scan_page",
    ),
    path("letters/<uuid:pk>/binding/", letter_files.letter_binding, name="letter_binding"),
    path("letters/<uuid:pk>/bundle/", letter_files.letter_bundle, name="letter_bundle"),
    path("letters/<uuid:pk>/cover/", letter_files.letter_cover, name="letter_cover"),
    # out and back
    path("submissions/", submissions.submission_list, name="submission_list"),
    path("submissions/<uuid:pk>/", submissions.submission, name="submission"),
    path("submissions/<uuid:pk>/remind/", submissions.reminder_new, name="reminder_new"),
    path("submissions/<uuid:pk>/proof.pdf", submissions.proof_paper, name="submission_proof"),
    path("submissions/<uuid:pk>/further/", following.following_new, name="following_new"),
    path("submissions/<uuid:pk>/proof/", submissions.proof_file, name="earlier_file"),
    path("earlier/new/", earlier.earlier_new, name="earlier_new"),
    path("letters/<uuid:pk>/send/", dispatches.dispatch_new, name="dispatch_new"),
    path("dispatches/<uuid:pk>/", dispatches.dispatch_proof, name="dispatch_proof"),
    path("dispatches/<uuid:pk>/receipt/", dispatches.dispatch_file, name="dispatch_file"),
    path("replies/new/", replies.reply_new, name="reply_new"),
    path("incoming/", incoming.incoming_list, name="incoming_list"),
    path("incoming/<uuid:pk>/", incoming.incoming, name="incoming"),
    path("incoming/<uuid:pk>/file/", incoming.incoming_file, name="incoming_file"),
    path("recipients/", recipients.recipient_list, name="recipient_list"),
    path("recipients/new/", recipients.recipient_new, name="recipient_new"),
    path("recipients/<uuid:pk>/", recipients.recipient, name="recipient"),
    path("recipients/<uuid:pk>/edit/", recipients.recipient_edit, name="recipient_edit"),
    path("outgoing/verify/", verifying.letter_verify, name="letter_verify"),
    path("outgoing/", register.outgoing_book, name="outgoing_book"),
]
