// What this phone keeps: shown, and erased. Also what a reader sees in place of a page that is not kept.
(function () {
  "use strict";
  var part = function (name) { return document.querySelector("[data-" + name + "]"); };

  if (!/^\/[a-z]{2}\/kept\/$/.test(location.pathname)) {
    part("away").hidden = false;
    document.querySelectorAll("[data-here]").forEach(function (element) { element.hidden = true; });
  }
  if (!("caches" in window)) return;

  async function show() {
    var list = part("list");
    list.textContent = "";
    if (await caches.has("greenroom-pages")) {
      var pages = await caches.open("greenroom-pages");
      for (var request of await pages.keys()) {
        var path = new URL(request.url).pathname;
        if (!/\/(now|in|guide)\//.test(path)) continue;
        list.append(await entry(path, await pages.match(request, { ignoreVary: true })));
      }
    }
    part("empty").hidden = list.children.length > 0;
  }

  async function entry(path, copy) {
    var page = new DOMParser().parseFromString(await copy.text(), "text/html");
    var link = document.createElement("a");
    var item = document.createElement("li");
    link.href = path;
    link.className = "way";
    link.lang = page.documentElement.lang;
    link.dir = "auto";
    link.textContent = page.title;
    item.append(link, " ", window.greenroomAge(page.documentElement.dataset.madeAt));
    return item;
  }

  // Copies and worker here; the browser's own store of pages through the server, where there is a connection to ask.
  part("erase").addEventListener("submit", async function (event) {
    event.preventDefault();
    await eraseWorkers();
    for (var name of await caches.keys()) await caches.delete(name);
    erasePlans();
    await show();
    var isAsked = await askServer(event.target.action);
    var isWhole = isAsked && (await caches.keys()).length === 0;
    part("done").hidden = !isWhole;
    part("half").hidden = isWhole;
  });

  // A worker is told first, so that nothing it still waits for is kept after; then it is dismissed.
  async function eraseWorkers() {
    if (!("serviceWorker" in navigator)) return;
    for (var registration of await navigator.serviceWorker.getRegistrations()) {
      if (registration.active) await withLimit(tell(registration.active));
      await registration.unregister();
    }
  }

  // What somebody wrote into a tool of the guide and chose to keep.
  function erasePlans() {
    try {
      localStorage.clear();
    } catch (refused) {
      // A browser that lets nothing be kept has kept nothing.
    }
  }

  function tell(worker) {
    return new Promise(function (done) {
      var channel = new MessageChannel();
      channel.port1.onmessage = done;
      worker.postMessage({ erase: true }, [channel.port2]);
    });
  }

  function askServer(address) {
    var asked = fetch(address, { cache: "no-store" }).then(
      function (answer) { return answer.ok; },
      function () { return false; }
    );
    return withLimit(asked);
  }

  function withLimit(work) {
    return Promise.race([work, new Promise(function (done) { setTimeout(done, 4000, false); })]);
  }

  show();
})();
