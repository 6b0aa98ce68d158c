// Two small comforts. Every page works without them.
(function () {
  "use strict";

  // A copy of a page that is older than two minutes no longer says "open now"; the times on it stay true.
  var madeAt = Date.parse(document.documentElement.dataset.madeAt || "");
  function age() {
    if (madeAt && Date.now() - madeAt > 120000) document.documentElement.classList.add("is-old");
  }
  age();
  setInterval(age, 15000);
  addEventListener("pageshow", age);

  // Leave at once: by the button, the link after the skip link, or Shift pressed three times within five seconds.
  var exit = document.querySelector("[data-exit]");
  if (!exit) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.title = "";
    document.body.textContent = "";
    location.replace(exit.href);
  }
  document.querySelectorAll("[data-exit]").forEach(function (link) {
    link.addEventListener("click", leave);
  });
  var presses = [];
  addEventListener("keyup", function (event) {
    // Shift with another key held is something else: a change of the keyboard layout, a shortcut.
    if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) {
      presses = [];
      return;
    }
    var now = Date.now();
    presses = presses.filter(function (at) { return now - at < 5000; });
    presses.push(now);
    if (presses.length >= 3) leave();
  });
  addEventListener("pointerdown", function () { presses = []; });
})();
