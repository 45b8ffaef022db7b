/* Small things that markup cannot do. Every page works without them, apart from the busy bar and the fold. */
(function () {
  "use strict";

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submits]")) {
      event.target.form.requestSubmit();
    }
  });

  /* Enter in a field presses the button that its part of the form names with data-enter, or the only one that there is.
     A browser by itself would press the first of the form, whatever that does. */
  function buttonForEnter(field) {
    for (var part = field.parentElement; part && part !== field.form.parentElement; part = part.parentElement) {
      var named = part.querySelector("[data-enter]");
      if (named) {
        return named;
      }
    }
    var buttons = Array.from(field.form.elements).filter(function (one) { return one.type === "submit"; });
    return buttons.length === 1 ? buttons[0] : null;
  }

  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented
        || !field.matches("form[method=post] input") || /^(submit|button|reset|file|image)$/.test(field.type)) {
      return;
    }
    event.preventDefault();
    // The search of a list filters it as one types.
    var button = field.matches("[data-filters]") ? null : buttonForEnter(field);
    if (button) {
      button.click();
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-prints]")) {
      window.print();
    }
  });

  /* A file is read into the text area where it would be pasted otherwise. */
  document.addEventListener("change", function (event) {
    var target = event.target.dataset && document.getElementById(event.target.dataset.reads);
    if (target && event.target.files.length) {
      event.target.files[0].text().then(function (text) {
        target.value = text;
        target.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
  });

  /* Copies the text whose id a button has, or that of the part it is in. Where a browser does not let scripts copy, the
     text is at least marked. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copies]");
    if (!button) {
      return;
    }
    var text = button.dataset.copies ? document.getElementById(button.dataset.copies) : button.closest(".copyable").querySelector("pre");
    getSelection().selectAllChildren(text);
    var copied = navigator.clipboard ? navigator.clipboard.writeText(text.textContent) : Promise.reject();
    copied.then(function () {
      say(button, "Copied");
    }, function () {
      say(button, "Press Ctrl+C");
    });
  });

  function say(button, word) {
    button.lastElementChild.textContent = word;
    setTimeout(function () {
      button.lastElementChild.textContent = "Copy";
    }, 2500);
  }

  /* What is not asked for does not belong into an address. */
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.filters[method=get]")) {
      event.target.querySelectorAll("input, select").forEach(function (field) {
        field.disabled = field.value === "";
      });
    }
  });

  /* A file comes without the page being left, so its view stays. */
  document.addEventListener("click", function (event) {
    if (window.OmniFaces && event.target.closest("a[href*='/downloads/']")) {
      OmniFaces.Unload.disable();
    }
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form.filters :disabled").forEach(function (field) {
      field.disabled = false;
    });
    document.querySelectorAll("details[data-open=true]").forEach(function (details) {
      details.open = true;
    });
  });

  /* One open menu at a time; a click elsewhere and Escape close it. */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      var inside = menu.contains(event.target);
      if (!inside || event.target.closest(".menu-items")) {
        menu.removeAttribute("open");
      }
    });
  });

  function place(menu) {
    var button = menu.querySelector("summary").getBoundingClientRect();
    var items = menu.querySelector(".menu-items");
    var below = button.bottom + items.offsetHeight + 8 < window.innerHeight;
    items.style.top = (below ? button.bottom + 4 : Math.max(4, button.top - items.offsetHeight - 4)) + "px";
    items.style.left = Math.max(4, button.right - items.offsetWidth) + "px";
  }

  function closeMenus() {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.removeAttribute("open");
    });
  }

  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details.menu[open]")) {
      place(event.target);
    }
  }, true);
  window.addEventListener("resize", closeMenus);
  document.addEventListener("scroll", closeMenus, true);

  document.addEventListener("keydown", function (event) {
    var menu = event.target.closest ? event.target.closest("details.menu[open]") : null;
    if (!menu) {
      return;
    }
    if (event.key === "Escape") {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var items = Array.from(menu.querySelectorAll(".menu-items a"));
      var step = event.key === "ArrowDown" ? 1 : -1;
      var next = items.indexOf(document.activeElement) + step;
      items[(next + items.length) % items.length].focus();
      event.preventDefault();
    }
  });

  /* A part of a page that takes longer than the page comes after it, from an address of its own. */
  function load(part) {
    tell(part, "Adding up …");
    fetch(part.dataset.loads).then(function (answer) {
      // Whoever is no longer signed in is led to another page.
      return answer.ok && !answer.redirected ? answer.text() : Promise.reject();
    }).then(function (text) {
      part.innerHTML = text;
      part.dispatchEvent(new Event("loaded", { bubbles: true }));
    }, function () {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button small";
      button.textContent = "Try again";
      button.addEventListener("click", function () {
        load(part);
      });
      var failed = tell(part, "It could not be added up. ");
      failed.setAttribute("role", "alert");
      failed.append(button);
    });
  }

  function tell(part, sentence) {
    var paragraph = document.createElement("p");
    paragraph.className = "tiles muted";
    paragraph.textContent = sentence;
    part.replaceChildren(paragraph);
    return paragraph;
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-loads]").forEach(load);
  });

  /* On narrow screens the navigation is folded away. */
  document.documentElement.classList.add("scripted");

  function unfold(open) {
    document.getElementById("side-menu").classList.toggle("open", open);
    document.getElementById("fold").setAttribute("aria-expanded", String(open));
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("#fold")) {
      unfold(document.getElementById("fold").getAttribute("aria-expanded") !== "true");
    }
  });
  document.addEventListener("keydown", function (event) {
    var fold = document.getElementById("fold");
    if (event.key === "Escape" && fold && fold.getAttribute("aria-expanded") === "true") {
      unfold(false);
      fold.focus();
    }
  });

  /* A model that was saved for the first time has an address from now on. */
  function takeAddress() {
    var page = document.querySelector("[data-address]");
    if (page && page.dataset.address && page.dataset.address !== location.pathname + location.search) {
      history.replaceState(history.state, "", page.dataset.address);
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    var busy = document.getElementById("busy");
    var lost = document.getElementById("lost");
    if (!window.jQuery || !busy) {
      return;
    }
    jQuery(document)
      .on("pfAjaxStart", function () {
        busy.hidden = false;
        lost.hidden = true;
      })
      .on("pfAjaxComplete", function () {
        busy.hidden = true;
        takeAddress();
      })
      .on("pfAjaxError", function () {
        busy.hidden = true;
        lost.hidden = false;
      });
  });
})();
