/* Keeps <form data-autosave="/address/"> on the server: 10 seconds after typing, and on leaving a box.
   Optional: without it the form is kept when a button is pressed.

   It sends the whole form (without files) by POST with the header X-Autosave: 1. The answer is JSON:
     message   a sentence for [data-kept], "Kept 10:42"
     fields    {name: value} for hidden boxes, such as the version that was seen
     action    another address to send to from now on, once a draft exists
   409 with {message}: somebody else changed it; shown in [data-conflict], nothing typed is touched. */
(function () {
  "use strict";
  var EVERY = 10000;

  function watch(form) {
    var dirty = false, busy = false, leaving = false, timer = null;
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
    function body() {
      var all = new FormData(form), sent = new FormData();
      all.forEach(function (value, name) { if (typeof value === "string") sent.append(name, value); });
      return sent;
    }
    function heard(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        show("logged-out", true);
        throw new Error("logged out");
      }
      if (answer.status === 409) {
        return answer.json().then(function (told) {
          var box = part("conflict");
          if (box) { box.querySelector("span").textContent = told.message; box.hidden = false; }
        });
      }
      if (!answer.ok) throw new Error("not kept");
      return answer.json().then(function (told) {
        show("line-down", false);
        show("logged-out", false);
        show("conflict", false);
        say(told.message);
        Object.keys(told.fields || {}).forEach(function (name) {
          var box = form.elements.namedItem(name);
          if (box && box.type === "hidden") box.value = told.fields[name];
        });
        if (told.action) form.dataset.autosave = told.action;
      });
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
    form.addEventListener("submit", function () { leaving = true; });
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
