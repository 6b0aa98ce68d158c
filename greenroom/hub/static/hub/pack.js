// Shows a kept pack in place of a help-now page that cannot be reached. The words come with the page, the numbers with
// the pack; whether somebody answers now is not said: a copy cannot know.
(function () {
  "use strict";
  var root = document.documentElement;
  var country = location.pathname.split("/")[3] || "";
  var sheet = document.querySelector("[data-sheet]");
  var say = function (name) { return document.importNode(document.querySelector('[data-word="' + name + '"]').content, true); };
  var names = function (type) { return new Intl.DisplayNames([root.lang], { type: type, fallback: "code" }); };

  function make(tag, className, content) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (content) element.append(content);
    return element;
  }

  function bdi(text) {
    var element = make("bdi", "", text);
    element.dir = "auto";
    return element;
  }

  function section(word, entries, isFirst) {
    var part = make("section", "stack");
    part.append(make("h2", "", say(word)));
    entries.forEach(function (entry) { part.append(card(entry)); });
    if (entries.length || isFirst) sheet.append(part);
    return part;
  }

  function emergency(entries) {
    var part = make("section", "card danger stack");
    part.append(make("h2", "", say("life_in_danger")));
    if (!entries.length) {
      part.append(make("p", "", say("no_emergency_number")), make("p", "", say("ask_anyone")));
    } else {
      part.append(make("p", "", say("call_at_once")));
      var list = make("ul", "numbers");
      entries.forEach(function (entry) { (entry.contacts || []).forEach(function (contact) { list.append(number(contact, "number")); }); });
      part.append(list);
    }
    sheet.append(part);
  }

  function number(contact, className) {
    var item = make("li");
    var link = make(contact.link ? "a" : "p", className);
    if (contact.link) link.href = contact.link;
    if (["sms", "whatsapp", "email", "web_chat", "web", "app"].includes(contact.channel)) link.append(say(contact.channel), " ");
    var digits = make("bdi", "", contact.value);
    digits.dir = "ltr";
    link.append(digits);
    if (contact.keyword) link.append(" ", make("b", "", contact.keyword));
    item.append(link);
    (contact.serves || []).forEach(function (service) { item.append(make("p", "", say("serves_" + service))); });
    if (contact.steps) item.append(make("p", "muted", say("press")), make("b", "", contact.steps.join(" ")));
    if (contact.week) item.append(make("p", "muted", week(contact)));
    if (contact.note && !contact.serves) item.append(note(contact.note, "en"));
    return item;
  }

  function note(text, language) {
    var element = make("p", "muted", text);
    element.lang = language;
    element.dir = "auto";
    return element;
  }

  function week(contact) {
    if (contact.week === "24/7") return say("always");
    var day = function (number) {
      return new Intl.DateTimeFormat(root.lang, { weekday: "short", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + number));
    };
    return contact.week.map(function (row) {
      return day(row[0]) + (row[1] > row[0] ? "–" + day(row[1]) : "") + " " + row[2];
    }).join(" · ") + (contact.zone ? " (" + contact.zone.split("/").pop().replace(/_/g, " ") + ")" : "");
  }

  function card(entry) {
    var article = make("article", "card stack compact");
    var languages = names("language");
    article.append(make("h3", "", bdi(entry.name)));
    if (entry.may_involve_authorities) article.append(make("p", "notice", say("may_involve_authorities")));
    var list = make("ul", "numbers");
    (entry.contacts || []).forEach(function (contact) { list.append(number(contact, contact.channel === "phone" || contact.channel === "sms" ? "number" : "way")); });
    if (list.children.length) article.append(list);
    else if (entry.url) article.append(make("p", "", bdi(entry.url)));
    var facts = (entry.languages || []).slice(0, 4).map(function (tag) { return languages.of(tag); }).concat(entry.regions || []);
    if (facts.length) article.append(make("p", "muted", facts.join(" · ")));
    var caution = entry.caution && (entry.caution[root.lang] ? root.lang : "en");
    if (caution && entry.caution[caution]) article.append(note(entry.caution[caution], caution));
    if (entry.checked) {
      var checked = make("p", "muted", say("checked"));
      checked.append(" ", new Intl.DateTimeFormat(root.lang, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(entry.checked)));
      article.append(checked);
    }
    return article;
  }

  function fill(kept) {
    var pack = kept.pack;
    var place = names("region").of(pack.country);
    document.querySelector("[data-place]").textContent = document.title = place;
    document.querySelector("[data-age]").textContent = window.greenroomAge(kept.keptAt);
    emergency(pack.emergency);
    var lines = section("talk_to_someone", pack.lines, true);
    if (!pack.lines.length) lines.append(make("p", "notice", say(pack.special_lines.length ? "only_special_lines" : "no_line")));
    section("for_particular_people", pack.special_lines);
    section("music", pack.music);
    section("works_anywhere", pack.worldwide.concat(pack.concierge || []));
    document.querySelector("[data-shown]").hidden = false;
  }

  function refuse() {
    document.querySelector("[data-refused]").hidden = false;
  }

  window.greenroomPacks.open(country).then(function (kept) { kept ? fill(kept) : refuse(); }).catch(refuse);
})();
