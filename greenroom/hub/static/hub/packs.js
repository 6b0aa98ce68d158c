// The reader's packs on the page of what this phone keeps: keep one, see how old each is, renew, erase.
(function () {
  "use strict";
  var packs = window.greenroomPacks;
  var area = document.querySelector("[data-packs]");
  if (!area || !packs || !("caches" in window) || !("serviceWorker" in navigator) || !window.crypto.subtle) return;
  var part = function (name) { return area.querySelector("[data-" + name + "]"); };
  var language = location.pathname.split("/")[1];
  var OLD_DAYS = 30;
  area.hidden = false;

  async function show() {
    var list = part("pack-list");
    var countries = await packs.list();
    list.textContent = "";
    for (var country of countries) list.append(await entry(country));
    document.querySelectorAll("[data-empty]").forEach(function (note) { if (countries.length) note.hidden = true; });
  }

  async function entry(country) {
    var item = document.importNode(part("entry").content, true).firstElementChild;
    var find = function (name) { return item.querySelector("[data-" + name + "]"); };
    find("link").href = "/" + language + "/now/" + country + "/";
    find("link").textContent = nameOf(country);
    find("erase-one").addEventListener("click", function () { packs.erase(country).then(show); });
    find("renew").addEventListener("click", function () { attempt(packs.keep(country)); });
    try {
      var kept = await packs.open(country);
      find("kept-at").textContent = window.greenroomAge(kept.keptAt);
      find("old").hidden = Date.now() - Date.parse(kept.keptAt) < OLD_DAYS * 86400000;
    } catch (failure) {
      find("damaged").hidden = false;
    }
    return item;
  }

  function nameOf(country) {
    var option = area.querySelector('option[value="' + country + '"]');
    return option ? option.textContent : country.toUpperCase();
  }

  // A pack is shown by a page of its own, which has to be kept beside it.
  function keepShell() {
    navigator.serviceWorker.register("/service-worker.js");
    return navigator.serviceWorker.ready.then(function (registration) {
      return new Promise(function (done, refuse) {
        var channel = new MessageChannel();
        channel.port1.onmessage = function (event) { (event.data === "kept" ? done : refuse)(); };
        registration.active.postMessage({ keep: ["/" + language + "/kept/pack/"] }, [channel.port2]);
      });
    });
  }

  function attempt(work) {
    part("pack-failed").hidden = part("pack-kept").hidden = true;
    return work.then(
      function () { part("pack-kept").hidden = false; },
      function () { part("pack-failed").hidden = false; }
    ).then(show);
  }

  // What is different by now is fetched again, quietly; the old one stays until the new one is found to be right.
  async function renew() {
    var edition = await packs.manifest();
    for (var country of await packs.list()) {
      var kept = await packs.open(country).catch(function () { return { hash: "" }; });
      var entry = edition.files["public/packs/" + country + ".json"];
      if (entry && entry.sha256 !== kept.hash) await packs.keep(country, edition);
    }
  }

  part("pack-form").addEventListener("submit", function (event) {
    event.preventDefault();
    attempt(packs.keep(new FormData(event.target).get("country")).then(keepShell));
  });
  renew().catch(function () {}).then(show);
})();
