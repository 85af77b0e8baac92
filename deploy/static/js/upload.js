/* Sends the files of <form data-upload="/address/"> in pieces, so that a broken line costs one piece.
   Optional: without it the form sends its files in one go.

   data-upload   where a file is begun; the answer names its own address and where to go on
   data-done     the page to show when all files have their verdict
   [data-drop]   where files may be dropped   [data-sending]  the list of what is on its way
   data-say-*    what a line says: waiting, sending, down, checking, done, logged-out */
(function () {
  "use strict";
  var PIECE = 256 * 1024, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, TABLE = [];

  for (var n = 0; n < 256; n += 1) {
    var c = n;
    for (var k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    TABLE[n] = c >>> 0;
  }
  function crc32(bytes, before) {
    var sum = ~(before || 0);
    for (var i = 0; i < bytes.length; i += 1) sum = TABLE[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
    return ~sum >>> 0;
  }
  async function bytesOf(file, from, to) {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  }
  async function checksumOf(file) {
    var sum = 0;
    for (var at = 0; at < file.size; at += 4 * PIECE) sum = crc32(await bytesOf(file, at, at + 4 * PIECE), sum);
    return sum;
  }
  function pause(ms) {
    return new Promise(function (go) {
      setTimeout(go, ms);
      window.addEventListener("online", go, { once: true });
    });
  }

  function Line(form, file) {
    var item = document.createElement("li"), name = document.createElement("bdi");
    this.bar = document.createElement("progress");
    this.words = document.createElement("span");
    this.form = form;
    name.textContent = file.name;
    this.bar.max = file.size || 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.words.setAttribute("role", "status");
    this.words.className = "small soft";
    item.append(name, " ", this.words, this.bar);
    form.querySelector("[data-sending]").append(item);
  }
  Line.prototype.say = function (key) { this.words.textContent = this.form.dataset[key]; };
  Line.prototype.tell = function (words) { this.words.textContent = words; this.words.className = "small bad"; };

  /* One request; a line that is down is waited for, as long as the page stays open. */
  async function ask(line, address, what) {
    for (var wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        var answer = await fetch(address, Object.assign({
          credentials: "same-origin", redirect: "manual"
        }, what, { headers: Object.assign({ Accept: "application/json", "X-CSRFToken": line.form.elements.csrfmiddlewaretoken.value }, what.headers) }));
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          line.say("sayLoggedOut");
        } else if (answer.status < 500 || answer.status === 507) {
          return { status: answer.status, told: await answer.json() };
        } else {
          line.say("sayDown");
        }
      } catch (broken) {
        line.say("sayDown");
      }
      await pause(wait);
      if (what.method === "PUT") {
        var now = await ask(line, address, { method: "GET" });
        if (now.told.offset !== what.offset) return { status: 409, told: now.told };
      }
    }
  }
  async function begin(line, file) {
    var body = new FormData(line.form), answer;
    body.delete("files");
    body.set("name", file.name);
    body.set("size", file.size);
    body.set("checksum", await checksumOf(file));
    answer = await ask(line, line.form.dataset.upload, { method: "POST", body: body });
    if (answer.status !== 201) throw new Error(answer.told.message);
    return answer.told;
  }
  async function send(line, file) {
    var place = await begin(line, file), offset = place.offset, answer;
    while (place.state === "coming") {
      line.say("saySending");
      while (offset < file.size) {
        line.bar.value = offset;
        var piece = await bytesOf(file, offset, offset + PIECE);
        answer = await ask(line, place.url, {
          method: "PUT", body: piece, offset: offset,
          headers: { "Upload-Offset": offset, "Piece-Checksum": crc32(piece), "Content-Type": "application/octet-stream" }
        });
        if (answer.status !== 200 && answer.status !== 409) throw new Error(answer.told.message || String(answer.status));
        offset = answer.told.offset;
        line.say("saySending");
      }
      line.bar.value = file.size;
      line.say("sayChecking");
      answer = await ask(line, place.url, { method: "POST" });
      if (answer.status !== 200 && answer.status !== 409) throw new Error(answer.told.message);
      place.state = answer.told.state;
      offset = answer.told.offset;
    }
    line.say("sayDone");
  }

  function chosen(form) {
    return Array.from(form.querySelectorAll("input[type=file]")).flatMap(function (box) { return Array.from(box.files); });
  }
  async function sendAll(form) {
    var files = chosen(form), failed = false;
    form.querySelector("[data-sending]").replaceChildren();
    var lines = files.map(function (file) { var line = new Line(form, file); line.say("sayWaiting"); return line; });
    for (var i = 0; i < files.length; i += 1) {
      try { await send(lines[i], files[i]); } catch (refused) { failed = true; lines[i].tell(refused.message); }
    }
    return !failed;
  }

  function watch(form) {
    var busy = false, drop = form.querySelector("[data-drop]"), box = form.querySelector("input[type=file]");
    form.addEventListener("submit", function (e) {
      if (!chosen(form).length) return;
      e.preventDefault();
      if (busy) return;
      busy = true;
      sendAll(form).then(function (all) {
        busy = false;
        if (all) location.assign(form.dataset.done);
      });
    });
    window.addEventListener("beforeunload", function (e) { if (busy) e.preventDefault(); });
    if (!drop) return;
    drop.addEventListener("dragover", function (e) { e.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", function () { drop.classList.remove("over"); });
    drop.addEventListener("drop", function (e) {
      var all = new DataTransfer();
      e.preventDefault();
      drop.classList.remove("over");
      Array.from(box.files).concat(Array.from(e.dataTransfer.files)).forEach(function (file) { all.items.add(file); });
      box.files = all.files;
      drop.querySelector("[data-chosen]").textContent = Array.from(box.files, function (f) { return f.name; }).join(" · ");
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-upload]").forEach(watch);
  });
})();
