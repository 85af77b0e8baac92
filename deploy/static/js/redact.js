/* Draws the places to blacken with the mouse or a pen and writes them into <form data-redact>.
   Optional: the boxes can be typed. Each [data-leaf] is a page, each [data-box] a place. */
(function () {
  "use strict";
  var NAMES = ["left", "top", "width", "height"];

  function watch(form) {
    function box(row, name) { return row.querySelector("input[name$='-" + name + "']"); }
    function rows() { return Array.from(form.querySelectorAll("[data-box]")); }
    function freeRow() {
      return rows().find(function (row) { return !box(row, "width").value; }) || anotherRow();
    }
    function anotherRow() {
      var all = rows(), last = all[all.length - 1], next = last.cloneNode(true);
      next.querySelectorAll("input, label").forEach(function (part) {
        ["name", "id", "for"].forEach(function (key) {
          var held = part.getAttribute(key);
          if (held) part.setAttribute(key, held.replace(/form-\d+-/, "form-" + all.length + "-"));
        });
        if (part.tagName === "INPUT") part.value = "";
      });
      next.querySelector("legend span").textContent = all.length + 1;
      last.after(next);
      form.elements["form-TOTAL_FORMS"].value = all.length + 1;
      return next;
    }
    /* A typed number may stand in any digits. */
    function number(text) {
      return parseFloat(text.replace(/[۰-۹٠-٩]/g, function (c) { return c.charCodeAt(0) & 15; }).replace(/[٫,]/, "."));
    }
    function show() {
      form.querySelectorAll(".black").forEach(function (old) { old.remove(); });
      rows().forEach(function (row) {
        var leaf = form.querySelector("[data-leaf='" + number(box(row, "page").value) + "']");
        if (!leaf || !(number(box(row, "width").value) > 0)) return;
        var mark = document.createElement("span");
        mark.className = "black";
        NAMES.forEach(function (name) { mark.style[name] = number(box(row, name).value) + "%"; });
        leaf.append(mark);
      });
    }
    form.querySelectorAll("[data-leaf]").forEach(function (leaf) {
      var from = null;
      function place(e) {
        var edge = leaf.getBoundingClientRect();
        function share(at, start, length) { return Math.min(100, Math.max(0, (at - start) * 100 / length)); }
        return { x: share(e.clientX, edge.left, edge.width), y: share(e.clientY, edge.top, edge.height) };
      }
      leaf.addEventListener("pointerdown", function (e) { if (e.pointerType === "touch") return; from = place(e); leaf.setPointerCapture(e.pointerId); e.preventDefault(); });
      leaf.addEventListener("pointerup", function (e) {
        if (!from) return;
        var to = place(e), row, said;
        said = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
        from = null;
        if (said.width < 0.5 || said.height < 0.5) return;
        row = freeRow();
        box(row, "page").value = leaf.dataset.leaf;
        NAMES.forEach(function (name) { box(row, name).value = said[name].toFixed(1); });
        show();
      });
    });
    form.addEventListener("input", show);
    show();
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-redact]").forEach(watch);
  });
})();
