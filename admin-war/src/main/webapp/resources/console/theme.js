/* Light or dark: the system's, until somebody chooses, which this browser remembers. Runs before the page is shown, so that
   nothing flashes. */
(function () {
  "use strict";

  var KEPT = "external-models.theme";
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch (forbidden) {
      return null;
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEPT, theme);
    } catch (forbidden) {
      /* Then it holds for this page. */
    }
  }

  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }

  function show() {
    var button = document.getElementById("theme");
    if (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(dark()));
      button.firstElementChild.className = "pi " + (dark() ? "pi-moon" : "pi-sun");
    }
    document.dispatchEvent(new CustomEvent("theme"));
  }

  if (kept() === "light" || kept() === "dark") {
    root.dataset.theme = kept();
  }
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", function (event) {
    if (event.target.closest("#theme")) {
      root.dataset.theme = dark() ? "light" : "dark";
      keep(root.dataset.theme);
      show();
    }
  });
})();
