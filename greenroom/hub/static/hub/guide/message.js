// A message made of the page's sentences. It goes nowhere by itself: it is copied, or handed to another app.
(function () {
  "use strict";
  var message = document.querySelector("[data-message]");
  var part = function (name) { return message.querySelector("[data-" + name + "]"); };
  var text = part("text");

  message.hidden = false;
  if ("share" in navigator) part("share").hidden = false;

  document.querySelectorAll("#say li").forEach(function (sentence) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = sentence.textContent;
    button.lang = sentence.closest("section").lang;
    button.dir = "auto";
    button.addEventListener("click", function () {
      text.value = (text.value.trim() + "\n" + sentence.textContent).trim();
      part("copied").hidden = true;
      text.focus();
    });
    var item = document.createElement("li");
    item.append(button);
    part("sentences").append(item);
  });

  part("copy").addEventListener("click", function () {
    text.select();
    navigator.clipboard.writeText(text.value).then(function () { part("copied").hidden = false; }, function () {});
  });
  part("share").addEventListener("click", function () {
    navigator.share({ text: text.value }).catch(function () {});
  });
  part("clear").addEventListener("click", function () {
    text.value = "";
    part("copied").hidden = true;
    text.focus();
  });
})();
