/* Pages about models: panels that open, lists that are searched as one types, dialogs of the page. */
(function () {
  "use strict";

  function closest(event, selector) {
    return event.target.closest ? event.target.closest(selector) : null;
  }

  document.addEventListener("click", function (event) {
    var opens = closest(event, "[data-opens]");
    var shows = closest(event, "[data-shows]");
    if (opens) {
      var panel = document.getElementById(opens.dataset.opens);
      var open = !panel.classList.toggle("closed");
      opens.setAttribute("aria-expanded", String(open));
      if (open) {
        panel.querySelector("input").focus();
      }
    } else if (shows) {
      PF(shows.dataset.shows).show();
    }
  });

  document.addEventListener("input", function (event) {
    var field = closest(event, "[data-filters]");
    if (!field) {
      return;
    }
    var table = document.querySelector(field.dataset.filters);
    var wanted = field.value.trim().toLowerCase();
    var left = 0;
    table.querySelectorAll("tbody tr").forEach(function (row) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      left += row.hidden ? 0 : 1;
    });
    table.parentNode.querySelector(".nothing").hidden = left > 0;
  });

  /* A part of a form that was open is open when it is drawn anew, and one with a problem in it opens. */
  document.addEventListener("DOMContentLoaded", function () {
    var wasOpen = false;
    if (window.jQuery) {
      jQuery(document).on("pfAjaxStart", function () {
        wasOpen = document.querySelector("details.more-section[open]") !== null;
        document.querySelectorAll("details.more-section").forEach(function (part) {
          part.drawnBefore = true;
        });
      }).on("pfAjaxComplete", function () {
        document.querySelectorAll("details.more, details.more-section").forEach(function (part) {
          var anew = part.matches(".more-section") && !part.drawnBefore;
          part.open = part.open || (anew && wasOpen) || part.querySelector(".problem") !== null;
        });
      });
    }
  });
})();
