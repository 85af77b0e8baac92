/* Words that were typed in #wording and not kept go along with whatever other form of the page is
   sent, so that its answer brings them back. Buttons that belong to #wording need no script. */
(function () {
  "use strict";
  var typed = document.querySelector("#wording textarea");
  if (!typed) return;
  function kept() { return typed.value === typed.defaultValue && !("unkept" in typed.dataset); }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.id === "wording" || form.method !== "post" || kept()) return;
    if (!form.closest("#main")) return;
    var box = document.createElement("textarea");
    box.name = "text"; box.hidden = true; box.value = typed.value;
    form.append(box);
  });
})();
