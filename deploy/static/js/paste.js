/* What is pasted into <textarea data-clean-paste="address"> is made plain by the server first: one
   place knows how. Where it cannot be reached the words go in as they are. Undo takes them out. */
(function () {
  "use strict";

  function put(box, text) {
    box.focus();
    if (!document.execCommand("insertText", false, text)) {
      box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  document.addEventListener("paste", function (event) {
    var box = event.target, held = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!held || !box.matches || !box.matches("textarea[data-clean-paste]")) return;
    event.preventDefault();
    var told = new FormData();
    told.append("text", held);
    told.append("csrfmiddlewaretoken", box.form.elements.csrfmiddlewaretoken.value);
    fetch(box.dataset.cleanPaste, { method: "POST", body: told, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : held; })
      .catch(function () { return held; })
      .then(function (text) { put(box, text); });
  });
})();
