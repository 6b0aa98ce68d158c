// Keeps help-now pages, and pages the reader chose to keep, so that they open without a connection. Nothing else.
"use strict";

const SHELL_CACHE = "greenroom-shell-{{ version }}";
const SHELL = [{% for address in shell %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGES = "greenroom-pages";
const HELP_NOW = /^\/[a-z]{2}\/now\/[a-z]{2}\/$/;
const MAY_BE_KEPT = /^\/[a-z]{2}\/(now|in)\/[a-z]{2}\/$/;
const EXPLAINS = /^\/[a-z]{2}\/kept\/$/;
// With a copy at hand, a slow connection is waited for no longer than this.
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL_CACHE).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

// A page kept under an earlier release needs the files of that release: they go when every page has been fetched anew.
self.addEventListener("activate", (event) => {
  event.waitUntil(fetchAllAnew().then((done) => done && dropOldShells()).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const path = event.data && event.data.keep;
  if (typeof path === "string" && MAY_BE_KEPT.test(path)) {
    event.waitUntil(keep(path).then(() => event.ports[0] && event.ports[0].postMessage("kept")));
  }
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(event.request, { ignoreVary: true }).then((copy) => copy || fetch(event.request)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(page(event, address));
  }
});

async function page(event, address) {
  const pages = await caches.open(PAGES);
  const copy = await pages.match(address.pathname, { ignoreVary: true });
  try {
    const answer = await withPatience(fetch(event.request), copy ? PATIENCE_MS : 0);
    if (answer.status >= 500 && copy) return copy;
    if (answer.ok && !address.search && (copy || HELP_NOW.test(address.pathname))) {
      event.waitUntil(pages.put(address.pathname, answer.clone()));
    }
    return answer;
  } catch (failure) {
    return copy || (await explanation(pages, address)) || Response.error();
  }
}

function withPatience(answer, milliseconds) {
  if (!milliseconds) return answer;
  return Promise.race([answer, new Promise((_, refuse) => setTimeout(refuse, milliseconds))]);
}

// The page that says what is kept, in the reader's language or else in any.
async function explanation(pages, address) {
  const own = "/" + address.pathname.split("/")[1] + "/kept/";
  const known = (await pages.keys()).map((request) => new URL(request.url).pathname).filter((path) => EXPLAINS.test(path));
  const path = known.includes(own) ? own : known[0];
  return path && pages.match(path, { ignoreVary: true });
}

async function keep(path) {
  const pages = await caches.open(PAGES);
  await pages.addAll([path, "/" + path.split("/")[1] + "/kept/"]);
}

async function fetchAllAnew() {
  const pages = await caches.open(PAGES);
  const done = await Promise.all((await pages.keys()).map((request) => pages.add(request).then(() => true, () => false)));
  return done.every(Boolean);
}

async function dropOldShells() {
  const old = (await caches.keys()).filter((name) => name.startsWith("greenroom-shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
