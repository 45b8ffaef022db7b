/* Copying to the clipboard. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-copies]") : null;
    if (!button) {
      return;
    }
    var text = button.closest(".copyable").querySelector("pre").textContent;
    var label = button.querySelector("[data-copied]");
    var before = label.textContent;
    var done = function () {
      label.textContent = label.dataset.copied;
      setTimeout(function () {
        label.textContent = before;
      }, 1500);
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done, function () {
        select(button);
      });
    } else {
      select(button);
    }
  });

  /* Without the right to copy, the text is marked, so that the keyboard can. */
  function select(button) {
    var range = document.createRange();
    range.selectNodeContents(button.closest(".copyable").querySelector("pre"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
})();
