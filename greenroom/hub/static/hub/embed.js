// Help now inside another site's page. What it shows comes from the service named in the script's own address; nothing is
// stored, nothing is sent but the country that is asked for.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !script.parentNode || !document.body.attachShadow) return;
  var start = new URL("/embed/", script.src);
  if (script.dataset.country) start.searchParams.set("country", script.dataset.country);
  if (script.dataset.lang) start.searchParams.set("lang", script.dataset.lang);

  var holder = document.createElement("div");
  var shadow = holder.attachShadow({ mode: "open" });
  var box = document.createElement("section");
  box.tabIndex = -1;
  shadow.append(box);
  dress();
  script.parentNode.insertBefore(holder, script.nextSibling);
  show(start, false);

  // Colours and letters are the host's to choose: --greenroom-ink, -paper, -quiet, -line, -accent, -danger, -radius, -font.
  function dress() {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ":host{display:block;color-scheme:light dark;--ink:var(--greenroom-ink,#1d1a16);--paper:var(--greenroom-paper,#fffdf9);" +
      "--quiet:var(--greenroom-quiet,#5a554d);--line:var(--greenroom-line,#e3dccf);--accent:var(--greenroom-accent,#0b5f59);" +
      "--danger:var(--greenroom-danger,#9c1c31)}" +
      "@media(prefers-color-scheme:dark){:host{--ink:var(--greenroom-ink,#f1ece3);--paper:var(--greenroom-paper,#1b1f2a);" +
      "--quiet:var(--greenroom-quiet,#b7b4ae);--line:var(--greenroom-line,#323848);--accent:var(--greenroom-accent,#86d5cd);" +
      "--danger:var(--greenroom-danger,#ff9fab)}}" +
      "section{box-sizing:border-box;color:var(--ink);background:var(--paper);border:1px solid var(--line);" +
      "border-radius:var(--greenroom-radius,16px);padding:16px 20px;font:16px/1.5 var(--greenroom-font,system-ui,sans-serif);" +
      "overflow-wrap:anywhere}section:focus{outline:0}*{box-sizing:border-box}h2,h3,p,ul{margin:0 0 8px;padding:0}" +
      "h2{font-size:1.4em;line-height:1.2}h3{font-size:1.1em;margin-block-start:16px}ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 28px}" +
      "a{color:var(--accent)}.number{color:var(--danger);font-size:1.9em;font-weight:740;line-height:1.6;text-decoration:none}" +
      ".figure{font-size:1.3em;font-weight:700;text-decoration:none;display:inline-flex;gap:8px;min-block-size:44px;align-items:center;margin-inline-end:16px}" +
      ".line{border-block-start:1px solid var(--line);padding-block-start:10px;margin-block-start:10px}" +
      ".muted,.eyebrow,.beside{color:var(--quiet);font-size:.875em}.notice{border-inline-start:5px solid var(--accent);padding-inline-start:12px}" +
      "select{font:inherit;inline-size:100%;min-block-size:48px;padding:8px;color:inherit;background:var(--paper);border:1.5px solid var(--quiet);border-radius:10px}" +
      "label{display:block}button{font:inherit;font-weight:680;min-block-size:48px;margin-block:12px;padding:8px 28px;border:0;border-radius:99px;background:var(--accent);color:var(--paper);cursor:pointer}" +
      "iframe{inline-size:100%;block-size:480px;border:0}:focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
    );
    shadow.adoptedStyleSheets = [sheet];
  }

  function show(address, isAsked) {
    fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (text) { fill(parsed(text), isAsked); })
      .catch(function () { frame(address); });
  }

  // A page that demands trusted types may let this name in; where it does not, the frame shows the same.
  function parsed(text) {
    var policy = window.trustedTypes && trustedTypes.createPolicy("greenroom", { createHTML: function (html) { return html; } });
    return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
  }

  function fill(page, isAsked) {
    var root = page.documentElement;
    box.lang = root.lang;
    box.dir = root.dir;
    box.setAttribute("aria-label", page.title);
    box.replaceChildren.apply(box, Array.from(document.importNode(page.querySelector("main"), true).childNodes));
    box.querySelectorAll("a[href]:not([target])").forEach(function (link) { link.target = "_blank"; });
    box.querySelectorAll("[href^='/']").forEach(function (link) { link.href = here(link.getAttribute("href")); });
    box.querySelectorAll("[data-inside]").forEach(function (link) {
      link.addEventListener("click", function (event) { event.preventDefault(); show(link.href, true); });
    });
    box.querySelectorAll("form").forEach(function (form) {
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        show(here(form.getAttribute("action")) + "?" + new URLSearchParams(new FormData(form)), true);
      });
    });
    if (isAsked) box.focus();
  }

  function here(path) {
    return new URL(path, script.src).href;
  }

  // Where the page's rules let nothing be fetched: the frame; where they let nothing be framed either, the link stays.
  function frame(address) {
    var framed = document.createElement("iframe");
    var link = document.createElement("a");
    framed.src = link.href = address;
    framed.title = "Help now";
    framed.referrerPolicy = "no-referrer";
    link.textContent = "Help now · Greenroom";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    box.replaceChildren(framed, link);
  }
})();
