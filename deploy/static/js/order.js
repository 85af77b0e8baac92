/* Puts the rows of <ol data-order="step address"> in order with the mouse. Each row is
   <li data-row="id">; the form #wording is sent with the row and its new place, counted from 1.
   Optional: every row has buttons that move it one place, for keyboard and touch. */
(function () {
  "use strict";

  function watch(list) {
    var held = null, from = -1;
    function place(row) { return Array.from(list.children).indexOf(row); }
    function field(form, name, value) {
      var box = document.createElement("input");
      box.type = "hidden"; box.name = name; box.value = value;
      form.append(box);
    }
    list.querySelectorAll("[data-row]").forEach(function (row) { row.draggable = true; });
    list.addEventListener("dragstart", function (event) {
      held = event.target.closest("[data-row]");
      if (!held) return;
      from = place(held);
      held.classList.add("held");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    list.addEventListener("dragover", function (event) {
      var over = held && event.target.closest("[data-row]");
      if (!held) return;
      event.preventDefault();
      if (!over || over === held || over.parentNode !== list) return;
      var box = over.getBoundingClientRect();
      if (event.clientY > box.top + box.height / 2) over.after(held); else over.before(held);
    });
    list.addEventListener("drop", function (event) { if (held) event.preventDefault(); });
    list.addEventListener("dragend", function () {
      var row = held, form = document.getElementById("wording");
      held = null;
      row.classList.remove("held");
      if (place(row) === from) return;
      form.action = list.dataset.order + "#annex-" + row.dataset.row;
      field(form, "row", row.dataset.row);
      field(form, "place", place(row) + 1);
      form.submit();
    });
  }

  document.querySelectorAll("[data-order]").forEach(watch);
})();
