// Packs: what helps in a country, kept on this device. One is never kept, and never shown, unless its hash is the one in
// the edition's manifest.
(function () {
  "use strict";
  var STORE = "greenroom-packs";
  var address = function (country) { return "/packs/" + country; };

  async function hashOf(bytes) {
    var hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(hash, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  async function manifest() {
    var answer = await fetch("/data/current/manifest.json");
    if (!answer.ok) throw new Error("manifest");
    return answer.json();
  }

  async function keep(country, known) {
    var edition = known || (await manifest());
    var wanted = edition.files["public/packs/" + country + ".json"].sha256;
    var answer = await fetch("/data/" + edition.number + "/packs/" + country + ".json");
    var bytes = await answer.arrayBuffer();
    if (!answer.ok || (await hashOf(bytes)) !== wanted) throw new Error("damaged");
    var headers = { "X-Edition": edition.number, "X-Sha256": wanted, "X-Kept-At": new Date().toISOString() };
    await (await caches.open(STORE)).put(address(country), new Response(bytes, { headers: headers }));
  }

  // Returns {pack, edition, keptAt}; null where none is kept. Refuses one that is not as it was published.
  async function open(country) {
    var copy = (await caches.has(STORE)) && (await (await caches.open(STORE)).match(address(country)));
    if (!copy) return null;
    var bytes = await copy.arrayBuffer();
    if ((await hashOf(bytes)) !== copy.headers.get("X-Sha256")) throw new Error("damaged");
    return {
      pack: JSON.parse(new TextDecoder().decode(bytes)),
      edition: copy.headers.get("X-Edition"),
      hash: copy.headers.get("X-Sha256"),
      keptAt: copy.headers.get("X-Kept-At"),
    };
  }

  async function list() {
    if (!(await caches.has(STORE))) return [];
    var requests = await (await caches.open(STORE)).keys();
    return requests.map(function (request) { return new URL(request.url).pathname.split("/").pop(); }).sort();
  }

  async function erase(country) {
    await (await caches.open(STORE)).delete(address(country));
  }

  window.greenroomPacks = { keep: keep, open: open, list: list, erase: erase, manifest: manifest };
})();
