// The steps of a tool, one at a time and large.
(function () {
  "use strict";
  var walk = document.querySelector("[data-walk]");
  var part = function (name) { return walk.querySelector("[data-" + name + "]"); };
  var steps = document.querySelectorAll("#now ol > li");
  var at = -1;

  walk.hidden = false;

  function go(to) {
    at = to;
    var isOver = at >= steps.length;
    part("begin").hidden = at >= 0 && !isOver;
    part("next").hidden = !(at >= 0 && !isOver);
    part("back").hidden = !(at > 0 && !isOver);
    part("step").hidden = part("place").hidden = at < 0 || isOver;
    if (at < 0 || isOver) return part("begin").focus();
    part("step").innerHTML = steps[at].innerHTML;
    part("step").lang = steps[at].closest("section").lang;
    part("place").textContent = (at + 1) + " / " + steps.length;
    part("step").focus();
  }

  part("begin").addEventListener("click", function () { go(0); });
  part("next").addEventListener("click", function () { go(at + 1); });
  part("back").addEventListener("click", function () { go(at - 1); });
})();
