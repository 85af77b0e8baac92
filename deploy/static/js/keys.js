/* Optional: every page works without it.
   /  search    n  the link marked data-key="n"    h  hide all but this family    ?  help
   j, k  the next and the previous line of a list
   Loaded before the body, so that a hidden screen never flashes. */
(function () {
  "use strict";
  var d = document, root = d.documentElement, HUSH = "payvand-hush";
  function kept(value) {
    try {
      if (value === undefined) return sessionStorage.getItem(HUSH) === "1";
      sessionStorage.setItem(HUSH, value ? "1" : "0");
    } catch (refused) { /* private windows may refuse to remember: then one page at a time */ }
    return value;
  }
  function hush(on) {
    root.classList.toggle("hush", on);
    kept(on);
  }
  root.classList.add("js");
  if (kept()) root.classList.add("hush");

  function keysOff() { return d.body.dataset.keys === "off"; }
  function switchKeys(on) {
    d.body.dataset.keys = on ? "on" : "off";
    d.cookie = "keys=" + (on ? "on" : "off") + ";path=/;max-age=31536000;samesite=lax";
  }
  function help() {
    var box = d.getElementById("keys");
    if (box && box.showModal && !box.open) box.showModal();
  }
  function isTyping(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  }

  /* On a Persian or Arabic keyboard the same place on the board counts. */
  function meant(e) {
    var places = { KeyH: "h", KeyJ: "j", KeyK: "k", KeyN: "n", Slash: e.shiftKey ? "?" : "/" };
    return e.key.length === 1 && e.key.charCodeAt(0) > 127 ? places[e.code] : e.key.toLowerCase();
  }

  /* The link that opens a line is what has the focus: Enter opens it, a screen reader says it. */
  function step(by) {
    var links = [], here = -1;
    d.querySelectorAll("#main .t tbody tr, #main .todo > li").forEach(function (line) {
      var link = line.querySelector("a[href]");
      if (!link) return;
      if (line.contains(d.activeElement)) here = links.length;
      links.push(link);
    });
    var next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  d.addEventListener("DOMContentLoaded", function () {
    var missing = d.querySelector(".errors");
    if (missing) missing.focus();
    d.querySelectorAll(".nav, .tabs").forEach(function (bar) {
      var on = bar.querySelector("[aria-current]");
      if (on && bar.scrollWidth > bar.clientWidth) on.scrollIntoView({ block: "nearest", inline: "center" });
    });
  });
  d.addEventListener("click", function (e) {
    if (!e.target.closest) return;
    if (e.target.closest("[data-print]")) window.print();
    if (e.target.closest("[data-hush]")) hush(!root.classList.contains("hush"));
    if (e.target.closest("[data-keys-help]")) help();
  });
  d.addEventListener("change", function (e) {
    if (e.target.matches("[data-keys-switch]")) switchKeys(e.target.checked);
    if (e.target.matches("select[data-submit]")) e.target.form.requestSubmit();
  });
  d.addEventListener("keydown", function (e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
    if (keysOff() || d.querySelector("dialog[open]")) return;
    var box = d.getElementById("q"), key = meant(e), link;
    if (key === "/" && box && !root.classList.contains("hush")) { e.preventDefault(); box.focus(); box.select(); }
    if (key === "?") { e.preventDefault(); help(); }
    if (key === "j") step(1);
    if (key === "k") step(-1);
    if (key === "h") hush(!root.classList.contains("hush"));
    if (key === "n") { link = d.querySelector('[data-key="n"]'); if (link) location.href = link.href; }
  });
})();
