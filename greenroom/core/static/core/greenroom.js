// Small comforts. Every page works without them.
(function () {
  "use strict";
  var root = document.documentElement;

  // Leave at once: by the button, the link after the skip link, or Shift pressed three times within five seconds.
  // First of all: nothing that fails further down may take the way out away.
  var exit = document.querySelector("[data-exit]");
  var presses = [];
  function leave(event) {
    if (event) event.preventDefault();
    document.title = "";
    document.body.textContent = "";
    location.replace(exit.href);
  }
  function countPresses(event) {
    // Shift with another key held is something else: a change of the keyboard layout, a shortcut.
    if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) {
      presses = [];
      return;
    }
    var now = Date.now();
    presses = presses.filter(function (at) { return now - at < 5000; });
    presses.push(now);
    if (presses.length >= 3) leave();
  }
  if (exit) {
    document.querySelectorAll("[data-exit]").forEach(function (link) { link.addEventListener("click", leave); });
    addEventListener("keyup", countPresses);
    addEventListener("pointerdown", function () { presses = []; });
  }

  // How long ago an instant was, in the words of the page's language; an old browser gets the day and minute.
  window.greenroomAge = function (instant) {
    if (!("Intl" in window) || !Intl.RelativeTimeFormat) return new Date(instant).toLocaleString();
    var minutes = Math.round((Date.now() - Date.parse(instant)) / 60000);
    var steps = [[1440, "day"], [60, "hour"], [1, "minute"]];
    var step = steps.find(function (pair) { return minutes >= pair[0]; }) || steps[2];
    return new Intl.RelativeTimeFormat(root.lang).format(-Math.floor(minutes / step[0]), step[1]);
  };

  // A copy of a page that is older than two minutes no longer says "open now"; the times on it stay true. One that is
  // older than an hour was kept.
  var madeAt = root.dataset.madeAt;
  function age() {
    if (!madeAt) return;
    var seconds = (Date.now() - Date.parse(madeAt)) / 1000;
    root.classList.toggle("is-old", seconds > 120);
    root.classList.toggle("is-kept", seconds > 3600);
    document.querySelectorAll("[data-age]").forEach(function (element) {
      element.textContent = window.greenroomAge(madeAt);
      element.parentElement.hidden = false;
    });
  }
  age();
  setInterval(age, 15000);
  addEventListener("pageshow", age);

  // Some pages are kept so that they open without a connection; others when the reader asks for it.
  function keep(wish, answered) {
    navigator.serviceWorker.register("/service-worker.js").catch(function () { answered("failed"); });
    navigator.serviceWorker.ready.then(function (registration) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) { answered(event.data); };
      registration.active.postMessage(wish, [channel.port2]);
    });
  }
  if (!("serviceWorker" in navigator)) return;
  document.querySelectorAll("[data-keeps]").forEach(function (note) {
    keep({ keep: [location.pathname] }, function (word) { note.hidden = word !== "kept"; });
  });
  function offerToKeep(name, wish) {
    document.querySelectorAll("[data-" + name + "]").forEach(function (offer) {
      offer.hidden = false;
      offer.querySelector("button").addEventListener("click", function () {
        keep(wish(offer), function (word) {
          offer.querySelector("[data-done]").hidden = word !== "kept";
          offer.querySelector("[data-failed]").hidden = word === "kept";
        });
      });
    });
  }
  offerToKeep("keep-page", function (offer) {
    var others = offer.dataset.keepPage ? document.querySelectorAll(offer.dataset.keepPage) : [];
    var paths = Array.from(others, function (link) { return link.pathname; });
    return { keep: paths.concat(location.pathname) };
  });
  // A plan is kept with what it was worked out from, which stands in the form below it.
  offerToKeep("keep-plan", function () {
    var form = document.querySelector("main form");
    var written = Array.from(new FormData(form)).filter(function (field) { return typeof field[1] === "string"; });
    return { plan: { path: location.pathname, written: written } };
  });
})();
