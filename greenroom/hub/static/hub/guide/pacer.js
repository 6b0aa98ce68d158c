// A pacer: leads through phases of some seconds each, by a circle, by words, and if wished by vibration.
(function () {
  "use strict";
  var pacer = document.querySelector("[data-pacer]");
  var part = function (name) { return pacer.querySelector("[data-" + name + "]"); };
  var beats = pacer.dataset.pacer.trim().split(" ").map(function (beat) {
    var pair = beat.split(":");
    return { phase: pair[0], seconds: Number(pair[1]) };
  });
  // How wide the circle is at the end of a phase; a rest leaves it as it is.
  var SIZES = { in: 0.9, sip: 1, out: 0.5, tense: 1, release: 0.5 };
  var endsAt = 0;
  var timer = 0;
  var lock = null;

  pacer.hidden = false;
  if ("vibrate" in navigator) part("vibrates").hidden = false;

  function show(index, secondsLeft) {
    var beat = beats[index];
    if (secondsLeft === beat.seconds) begin(beat);
    part("count").textContent = secondsLeft.toLocaleString(document.documentElement.lang);
    timer = setTimeout(function () {
      if (secondsLeft > 1) return show(index, secondsLeft - 1);
      if (index === beats.length - 1 && Date.now() >= endsAt) return stop();
      show((index + 1) % beats.length, beats[(index + 1) % beats.length].seconds);
    }, 1000);
  }

  function begin(beat) {
    part("word").textContent = pacer.querySelector("[data-phase='" + beat.phase + "']").textContent;
    part("ring").style.setProperty("--seconds", beat.seconds + "s");
    if (SIZES[beat.phase]) part("ring").style.setProperty("--size", SIZES[beat.phase]);
    if (part("vibrates").querySelector("input").checked) navigator.vibrate(beat.phase === "rest" ? 30 : 90);
  }

  function start() {
    endsAt = Date.now() + Number(pacer.dataset.minutes) * 60000;
    clearTimeout(timer);
    toggle(true);
    keepScreenOn();
    show(0, beats[0].seconds);
  }

  function stop() {
    clearTimeout(timer);
    toggle(false);
    if (lock) lock.release();
    lock = null;
    part("count").textContent = "";
    part("word").textContent = part("after").textContent;
    part("ring").style.removeProperty("--size");
  }

  function toggle(isRunning) {
    part("start").hidden = isRunning;
    part("stop").hidden = !isRunning;
    part(isRunning ? "stop" : "start").focus();
  }

  // A screen that goes dark would end the pace; where the phone refuses, it goes dark.
  function keepScreenOn() {
    if (!("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").then(function (held) { lock = held; }, function () {});
  }

  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
})();
