// Keeps help-now pages, pages of the guide that say so, and pages and plans the reader chose to keep, so that they open
// without a connection. Nothing else.
// A page is kept together with the files it names, so that no later release leaves it without its style.
"use strict";

const PAGES = "greenroom-pages";
const FILES = "greenroom-files";
const PACKS = "greenroom-packs";
const SHOWS_A_PACK = /^\/[a-z]{2}\/kept\/pack\/$/;
const HELP_NOW = /^\/[a-z]{2}\/now\/[a-z]{2}\/$/;
const MAY_BE_KEPT = /^\/[a-z]{2}\/((now|in)\/[a-z]{2}|kept\/pack|guide|guide\/(tools|read)\/[a-z0-9-]+)\/$/;
// A plan that was worked out from what somebody wrote: its address asks for that again, only the copy has the plan.
const IS_A_PLAN = /^\/[a-z]{2}\/guide\/tools\/[a-z0-9-]+\/mine\/$/;
const EXPLAINS = /^\/[a-z]{2}\/kept\/$/;
const NAMED_FILES = /(?:href|src)="(\/static\/[^"]+)"/g;
// With a copy at hand, a slow connection is waited for no longer than this.
const PATIENCE_MS = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Whatever is still on its way when the reader erases must not be kept after.
let isErased = false;
// One page is kept after the other: none may clear away the files of one that is not whole yet.
let turn = Promise.resolve();

self.addEventListener("message", (event) => {
  if (event.data && event.data.erase) {
    isErased = true;
    event.waitUntil(turn.catch(() => undefined).then(dropEverything).then(() => event.ports[0].postMessage("erased")));
    return;
  }
  const kept = keepWhatIsAsked(event.data || {});
  const answer = (word) => event.ports[0] && event.ports[0].postMessage(word);
  if (kept) event.waitUntil(kept.then(() => answer("kept"), () => answer("failed")));
});

function keepWhatIsAsked({ keep: paths, plan }) {
  if (plan && IS_A_PLAN.test(plan.path)) return keepPlan(plan.path, plan.written);
  if (Array.isArray(paths) && paths.every((path) => MAY_BE_KEPT.test(path))) return keepWithExplanation(paths);
  return undefined;
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) {
    event.respondWith(copyOf(FILES, address.pathname).then((copy) => copy || fetch(event.request)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(page(event, address));
  }
});

// A store that fails is a store without a copy: the network still answers.
function copyOf(store, path) {
  return caches.open(store).then((cache) => cache.match(path, { ignoreVary: true })).catch(() => undefined);
}

async function page(event, address) {
  const path = address.pathname;
  const copy = await copyOf(PAGES, path);
  if (copy && IS_A_PLAN.test(path)) return copy;
  const asked = fetch(event.request);
  if (!address.search && (copy || HELP_NOW.test(path))) {
    const kept = asked.then((answer) => answer.ok && keep(path, answer.clone()));
    event.waitUntil(kept.catch(() => undefined));
  }
  try {
    const answer = await (copy ? withPatience(asked) : asked);
    return answer.status >= 500 && copy ? copy : answer;
  } catch (failure) {
    return copy || (await pageOfPack(path)) || (await explanation(path)) || Response.error();
  }
}

function withPatience(asked) {
  return Promise.race([asked, new Promise((_, refuse) => setTimeout(refuse, PATIENCE_MS))]);
}

// The page that shows the pack of a country, where one is kept; in the reader's language or else in any.
async function pageOfPack(path) {
  if (!HELP_NOW.test(path)) return undefined;
  const pack = await copyOf(PACKS, "/packs/" + path.split("/")[3]);
  if (!pack) return undefined;
  const known = (await keptPaths().catch(() => [])).filter((each) => SHOWS_A_PACK.test(each));
  const own = "/" + path.split("/")[1] + "/kept/pack/";
  return known.length ? copyOf(PAGES, known.includes(own) ? own : known[0]) : undefined;
}

// The page that says what is kept, in the reader's language or else in any.
async function explanation(path) {
  const paths = await keptPaths().catch(() => []);
  const own = explanationOf(path);
  const known = paths.filter((each) => EXPLAINS.test(each));
  return known.length ? copyOf(PAGES, known.includes(own) ? own : known[0]) : undefined;
}

function explanationOf(path) {
  return "/" + path.split("/")[1] + "/kept/";
}

async function keptPaths() {
  const pages = await caches.open(PAGES);
  return (await pages.keys()).map((request) => new URL(request.url).pathname);
}

// One after the other: a slow connection must not be asked for all at once.
async function keepWithExplanation(paths) {
  const all = [...new Set([explanationOf(paths[0]), ...paths])];
  for (const each of all) {
    const answer = await fetch(new Request(each, { cache: "reload" }));
    if (!answer.ok) throw new Error(each);
    await keep(each, answer, each === all[all.length - 1]);
  }
}

async function keepPlan(path, written) {
  await keepWithExplanation([explanationOf(path)]);
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams(written) });
  if (!answer.ok) throw new Error(path);
  await keep(path, answer);
}

function keep(path, answer, isLast = true) {
  turn = turn.catch(() => undefined).then(() => keepNow(path, answer, isLast));
  return turn;
}

// First the files a page names, then the page: a page is never kept without them.
async function keepNow(path, answer, isLast) {
  if (isErased) throw new Error("erased");
  const copy = answer.clone();
  const files = await caches.open(FILES);
  for (const file of namedFiles(await answer.text())) {
    if (!(await files.match(file))) await files.add(file);
  }
  await (await caches.open(PAGES)).put(path, copy);
  if (isLast) await dropUnnamedFiles();
  if (isErased) await dropEverything();
}

async function dropEverything() {
  for (const name of await caches.keys()) await caches.delete(name);
}

function namedFiles(text) {
  return new Set([...text.matchAll(NAMED_FILES)].map((match) => match[1]));
}

async function dropUnnamedFiles() {
  const named = new Set();
  for (const path of await keptPaths()) {
    for (const file of namedFiles(await (await copyOf(PAGES, path)).text())) named.add(file);
  }
  const files = await caches.open(FILES);
  for (const request of await files.keys()) {
    if (!named.has(new URL(request.url).pathname)) await files.delete(request);
  }
}
