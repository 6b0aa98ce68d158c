// Something to fill in beside the steps of a tool. It stays in the page, or on this device if the reader says so.
(function () {
  "use strict";
  var plan = document.querySelector("[data-plan]");
  var part = function (name) { return plan.querySelector("[data-" + name + "]"); };
  var place = "greenroom-plan-" + plan.dataset.plan;
  var steps = plan.hasAttribute("data-own-only") ? [] : document.querySelectorAll("#now ol > li");
  var store = storeOf();

  plan.hidden = false;
  // The steps stand in the plan now, each beside what is written.
  if (steps.length) document.getElementById("now").hidden = true;
  if (!store) part("keeping").hidden = true;

  // A browser may forbid a page to keep anything.
  function storeOf() {
    try {
      return window.localStorage;
    } catch (refused) {
      return null;
    }
  }

  function addRow(template, heading, value) {
    var row = part(template).content.cloneNode(true).firstElementChild;
    var field = row.querySelector("[data-field]");
    var title = row.querySelector("[data-heading]");
    field.id = "plan-" + part("rows").children.length;
    if (title.matches("input")) {
      title.value = heading;
      title.id = field.id + "-heading";
      row.querySelectorAll("label").forEach(function (label, index) { label.htmlFor = [title.id, field.id][index]; });
    } else {
      title.textContent = heading;
      title.htmlFor = field.id;
    }
    if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value || "";
    part("rows").append(row);
    mirror(row);
    return row;
  }

  // Paper shows a field as text, however long it is.
  function mirror(row) {
    var paper = row.querySelector("[data-paper]");
    if (paper) paper.textContent = row.querySelector("[data-field]").value;
  }

  function written() {
    return Array.from(part("rows").children, function (row) {
      var field = row.querySelector("[data-field]");
      var title = row.querySelector("input[data-heading]");
      return { heading: title ? title.value : null, value: field.type === "checkbox" ? field.checked : field.value };
    });
  }

  function fill(rows) {
    part("rows").textContent = "";
    steps.forEach(function (step, index) {
      addRow("row", step.textContent, rows[index] && rows[index].value);
    });
    var own = rows.slice(steps.length);
    if (!own.length && !steps.length) own = [{ heading: "", value: "" }];
    own.forEach(function (row) { addRow("own", row.heading, row.value); });
  }

  function kept() {
    try {
      return JSON.parse(store.getItem(place)) || [];
    } catch (unreadable) {
      return [];
    }
  }

  function keep() {
    if (!part("keep").checked) return;
    try {
      store.setItem(place, JSON.stringify(written()));
      part("kept").hidden = false;
      part("erased").hidden = true;
    } catch (full) {
      part("keep").checked = false;
      part("kept").hidden = true;
    }
  }

  function erase() {
    if (store) store.removeItem(place);
    part("keep").checked = false;
    part("kept").hidden = true;
    part("erased").hidden = false;
    fill([]);
  }

  plan.addEventListener("input", function (event) {
    var row = event.target.closest("[data-rows] > *");
    if (row) mirror(row);
    keep();
  });
  part("keep").addEventListener("change", function () {
    if (part("keep").checked) return keep();
    store.removeItem(place);
    part("kept").hidden = true;
  });
  if (part("add")) {
    part("add").addEventListener("click", function () { addRow("own", "", "").querySelector("input").focus(); });
  }
  part("print").addEventListener("click", function () { print(); });
  part("erase").addEventListener("click", erase);

  part("keep").checked = Boolean(store && store.getItem(place));
  part("kept").hidden = !part("keep").checked;
  fill(store ? kept() : []);
})();
