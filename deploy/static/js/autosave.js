/* Keeps <form data-autosave="/address/"> on the server: 10 seconds after typing, and on leaving a box.
   Optional: without it the form is kept when a button is pressed.

   It sends the whole form (without files) by POST with the header X-Autosave: 1. The answer is JSON:
     message   a sentence for [data-kept], "Kept 10:42"
     action    the page's own address from now on, once a draft exists: also after loading it again
   409 with the same: somebody else changed it; shown in [data-conflict], nothing typed is touched.
   401: logged out. Whoever logs in again in another tab goes on here; the typing never left the page.
   While there is no line, a button waits for it: a page that cannot be sent is not left.
   <form … data-unsaved> is kept at once. After each time the event "kept" reaches the body. */
(function () {
  "use strict";
  var EVERY = 10000;

  function watch(form) {
    var dirty = "unsaved" in form.dataset, busy = false, leaving = false, timer = null, pressed = null;
    function part(name) { return form.querySelector("[data-" + name + "]"); }
    function show(name, on) { var box = part(name); if (box) box.hidden = !on; }
    function say(message) {
      var box = part("kept"), mark;
      if (!box || !message) return;
      mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      mark.setAttribute("class", "i");
      mark.setAttribute("aria-hidden", "true");
      mark.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use")).setAttribute("href", "#i-check");
      box.replaceChildren(mark, " " + message);
    }
    function token() {
      var found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie), box = form.elements.namedItem("csrfmiddlewaretoken");
      if (found && box) box.value = found[1];
    }
    function body() {
      token();
      var all = new FormData(form), sent = new FormData();
      all.forEach(function (value, name) { if (typeof value === "string") sent.append(name, value); });
      return sent;
    }
    function heard(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        show("logged-out", true);
        throw new Error("logged out");
      }
      if (!answer.ok && answer.status !== 409) throw new Error("not kept");
      return answer.json().then(function (told) {
        var conflict = answer.status === 409, box = part("conflict");
        show("line-down", false);
        show("logged-out", false);
        show("conflict", conflict);
        if (conflict && box) box.querySelector("span").textContent = told.message;
        else say(told.message);
        if (told.action) moved(told.action);
        document.body.dispatchEvent(new Event("kept"));
      });
    }
    function moved(action) {
      form.dataset.autosave = action;
      if (action === location.pathname) return;
      form.action = action;
      history.replaceState(null, "", action);
    }
    function keep(last) {
      if (!dirty || busy) return;
      busy = true;
      dirty = false;
      fetch(form.dataset.autosave, {
        method: "POST", body: body(), headers: { "X-Autosave": "1" },
        credentials: "same-origin", redirect: "manual", keepalive: Boolean(last)
      }).then(heard).catch(function (why) {
        dirty = true;
        if (why.message !== "logged out") show("line-down", true);
      }).then(function () {
        busy = false;
        if (dirty) wait();
        else if (pressed) send();
      });
    }
    function wait() {
      if (timer) return;
      timer = setTimeout(function () { timer = null; keep(false); }, EVERY);
    }
    function offline() {
      if (navigator.onLine !== false || !dirty) return false;
      show("line-down", true);
      return true;
    }
    form.addEventListener("input", function () { dirty = true; offline(); wait(); });
    form.addEventListener("focusout", function () { if (!offline()) keep(false); });
    function send() {
      var button = pressed;
      pressed = null;
      leaving = true;
      form.requestSubmit(button);
    }
    form.addEventListener("submit", function (e) {
      if (e.defaultPrevented) return; // its files are on their way, the page stays
      token();
      if (navigator.onLine === false) show("line-down", true);
      if (leaving || part("line-down")?.hidden !== false) { leaving = true; return; }
      e.preventDefault();
      pressed = e.submitter;
      dirty = true;
      keep(false);
    });
    if (dirty) wait();
    window.addEventListener("online", function () { keep(false); });
    window.addEventListener("offline", offline);
    window.addEventListener("pagehide", function () { if (!leaving) keep(true); });
    window.addEventListener("beforeunload", function (e) {
      if (!leaving && dirty && !part("line-down")?.hidden) e.preventDefault();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-autosave]").forEach(watch);
  });
})();
