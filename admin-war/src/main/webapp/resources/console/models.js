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

  /* What was wrong with a field is struck out once that is changed, and not drawn anew: the server says what is wrong now
     when the form is sent. A field that the server follows has its own word. */
  document.addEventListener("input", function (event) {
    var mended = event.target.form ? event.target.form.querySelector("[data-mended]") : null;
    var part = closest(event, "[data-field], [id^='at-']");
    if (!mended || !part || event.target.matches("[data-followed]")) {
      return;
    }
    var field = part.dataset.field || part.id.slice("at-".length);
    var told = Array.from(mended.form.querySelectorAll("[data-of]:not(.mended)")).filter(function (one) {
      return one.dataset.of === field;
    });
    told.forEach(function (one) {
      one.classList.add("mended");
    });
    if (told.length) {
      event.target.removeAttribute("aria-invalid");
      mended.value += field + " ";
    }
  });

  /* What came of a check opens below its button: it is moved above the bar at the foot of the page, and read out. */
  document.addEventListener("checked", function () {
    requestAnimationFrame(function () {
      var came = document.querySelector(".check, .check-bar ~ * .problem") || document.querySelector(".told .problem");
      var bar = document.querySelector(".bar");
      if (!came) {
        return;
      }
      came.tabIndex = -1;
      came.style.scrollMarginTop = "1rem";
      came.style.scrollMarginBottom = "calc(1rem + " + (bar ? bar.offsetHeight : 0) + "px)";
      came.focus({ preventScroll: true });
      came.scrollIntoView({ block: "nearest" });
    });
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
