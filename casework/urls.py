"""Addresses of the desk, the cases and the house."""

from django.urls import path

from casework.views import (
    board,
    case,
    documents,
    family,
    finding,
    house,
    importing,
    intake,
    look_up,
    news,
    pages,
    paper,
    receipt,
    safety,
    sharing,
    sheets,
    stepping,
    uploading,
)
from casework.views.sealed import case as sealed_case
from casework.views.sealed import desk as sealed_desk
from casework.views.sealed import opening as sealed_opening
from casework.views.sealed import reopening
from casework.views.sealed import steps as sealed_steps

urlpatterns = [
    # the desk
    path("new/", intake.new, name="intake_new"),
    path("new/all/", intake.new, {"page": intake.ALL}, name="intake_new_all"),
    path("new/<uuid:pk>/", intake.tasks, name="intake_draft"),
    path("new/<uuid:pk>/check/", intake.check, name="intake_check"),
    path("new/<uuid:pk>/drop/", intake.drop, name="intake_drop"),
    path("new/<uuid:pk>/<slug:page>/", intake.page, name="intake_page"),
    path("families/<str:number>/receipt/", receipt.receipt, name="receipt"),
    path("families/<str:number>/risk/", receipt.risk, name="risk"),
    path("families/<str:number>/authorisation/", sheets.authorisation, name="authorisation"),
    path("families/<str:number>/label/", sheets.label, name="folder_label"),
    path("notice/<str:language>/", receipt.notice, name="notice"),
    path("form/<str:language>/", sheets.intake_form, name="intake_form"),
    path("families/ask/", sharing.ask_families, name="ask_families"),
    # finding
    path("search/", finding.search, name="search"),
    path("cases/", finding.case_list, name="case_list"),
    path("cases/list/", finding.list_keep, name="list_keep"),
    path("cases/accept/", stepping.accept_many, name="accept_many"),
    # one case
    path("cases/<str:reference>/", case.story, name="case"),
    path("cases/<str:reference>/people/", case.people, name="case_people"),
    path("cases/<str:reference>/documents/", documents.listing, name="case_documents"),
    path("cases/<str:reference>/documents/add/", documents.add, name="document_add"),
    path("cases/<str:reference>/documents/uploads/", uploading.begin, name="upload_new"),
    path("cases/<str:reference>/letters/", case.letters, name="case_letters"),
    path("cases/<str:reference>/timeline/", case.timeline_page, name="case_timeline"),
    path("cases/<str:reference>/step/<slug:step>/", stepping.case_step, name="case_step"),
    path("cases/<str:reference>/complete/", family.complete, name="case_complete"),
    path("cases/<str:reference>/notice/", family.give_notice, name="give_notice"),
    path("cases/<str:reference>/consent/", sharing.what_may_be_shared, name="consent"),
    path("cases/<str:reference>/consent/one/", sharing.one_answer, name="consent_one"),
    path("cases/<str:reference>/consent/renew/", sharing.renew, name="consent_renew"),
    path("cases/<str:reference>/consent/withdraw/", sharing.withdraw, name="consent_withdraw"),
    path("cases/<str:reference>/contact/", family.contact_new, name="contact_new"),
    path("cases/<str:reference>/note/", family.note_new, name="note_new"),
    path("cases/<str:reference>/stop/", safety.stop, name="request_stop"),
    path("cases/<str:reference>/stop/lift/", safety.lift, name="request_lift"),
    path("cases/<str:reference>/co-sign/", safety.co_sign, name="co_sign"),
    # papers
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/<int:page>.png", documents.picture, name="document_view"),
    path("documents/<uuid:pk>/original/", documents.original, name="document_original"),
    path("documents/<uuid:pk>/about/", paper.edit, name="document_edit"),
    path("documents/<uuid:pk>/pages/", pages.arrange, name="document_pages"),
    path("documents/<uuid:pk>/blacken/", pages.redact, name="document_redact"),
    path("documents/<uuid:pk>/returned/", paper.returned, name="document_returned"),
    path("documents/<uuid:pk>/remove/", paper.remove, name="document_remove"),
    path("documents/<uuid:pk>/restore/", paper.restore, name="document_restore"),
    path("uploads/<uuid:pk>/", uploading.upload, name="upload"),
    path("uploads/<uuid:pk>/drop/", uploading.drop, name="upload_drop"),
    # where it stands
    path("look-up/", look_up.look_up, name="look_up"),
    path("look-up/<str:reference>/", look_up.card, name="status_card"),
    path("look-up/<str:reference>/tell/", look_up.tell, name="tell"),
    path("board/", board.board, name="board"),
    # news
    path("news/", news.listing, name="news_list"),
    path("news/new/", news.hand_in, name="news_new"),
    path("news/<str:number>/", news.read, name="news"),
    path("news/<str:number>/thanks/", news.thanks, name="news_thanks"),
    # the sealed side
    path("cases/<str:reference>/reopening/", reopening.ask, name="ask_reopening"),
    path("sealed/", sealed_desk.desk, name="sealed_desk"),
    path("sealed/key/", sealed_opening.key, name="sealed_key"),
    path("sealed/openings/<uuid:pk>/", sealed_opening.opened, name="sealed_opening"),
    path("sealed/<str:reference>/", sealed_case.case, name="sealed_case"),
    path("sealed/<str:reference>/reopening/", reopening.agree, name="agree_reopening"),
    path("sealed/<str:reference>/step/<slug:name>/", sealed_steps.step, name="sealed_step"),
    path(
        "sealed/<str:reference>/second/<slug:kind>/<uuid:pk>/",
        sealed_steps.second,
        name="sealed_second",
    ),
    # an old register
    path("registers/", importing.new, name="import_new"),
    path("registers/<uuid:pk>/preview/", importing.preview, name="import_preview"),
    path("registers/<uuid:pk>/", importing.run, name="import_run"),
    path("registers/<uuid:pk>/rejected/", importing.rejected, name="import_rejected"),
    # the house
    path("house/", house.house, name="house"),
    path("house/organisation/", house.organisation_edit, name="organisation_edit"),
    path("house/offices/new/", house.office_new, name="office_new"),
    path("house/offices/<uuid:pk>/", house.office_edit, name="office_edit"),
    path("house/bodies/new/", house.body_new, name="body_new"),
    path("house/staff/new/", house.staff_new, name="staff_new"),
    path("house/staff/<uuid:pk>/", house.staff_edit, name="staff_edit"),
    path("house/staff/<uuid:pk>/posts/", house.post_new, name="post_new"),
    path("house/posts/<int:pk>/end/", house.post_end, name="post_end"),
]
