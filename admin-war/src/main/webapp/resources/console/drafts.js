/* What somebody types outlives their session. Each form's changes are kept in this tab, and are there again after a new
   sign-in, when the server has forgotten the page, or when the user goes back to it. Never kept: passwords, files, hidden fields. */
(function () {
  "use strict";

  var RETURN = "external-models.return";
  var EXPIRED = "external-models.expired";
  var DRAFT = "external-models.draft:";
  var MOST_ROWS = 200;
  var WHILE_OPENING = 100;
  var MOST_LOOKS = 50;

  var here = location.pathname + location.search;
  var before = {};
  var expiredBefore = false;
  /* From where something is asked for in place of the page until the user is seen on the page again: files come without taking
     its place. What is left is not opened again, for the server forgets a page that is being left. */
  var leaving = false;
  /* What opened the dialog whose fields are kept, and what was in them then. */
  var opener = "";
  var beforeInDialog = null;

  function store(work) {
    try {
      return work(sessionStorage);
    } catch (unavailable) {
      return null;
    }
  }

  function key() {
    return DRAFT + document.body.dataset.user + " " + here;
  }

  function stored() {
    var draft = store(function (kept) { return JSON.parse(kept.getItem(key())); });
    return draft && draft.page ? draft : { page: {}, dialog: {} };
  }

  function forget() {
    store(function (kept) { kept.removeItem(key()); });
  }

  function forgetAll() {
    store(function (kept) {
      Object.keys(kept).filter(function (name) { return name.startsWith(DRAFT); }).forEach(function (name) { kept.removeItem(name); });
      kept.removeItem(RETURN);
      kept.removeItem(EXPIRED);
    });
  }

  /* The dialog that can be opened again: what opens it has its class and of what it is in data-reopens. */
  function dialog() {
    var box = opener && document.querySelector(".ui-dialog." + opener.split(" ")[0]);
    return box && box.getClientRects().length && getComputedStyle(box).visibility !== "hidden" ? box : null;
  }

  /* Lists change at once, so they have nothing to keep. */
  function fields(part, outside) {
    return Array.from(part.querySelectorAll("input, select, textarea")).filter(function (field) {
      return field.name
        && field.matches("main form[method=post] *")
        && !/^(hidden|password|file|submit|button|reset|image)$/.test(field.type)
        && !field.matches("[data-secret], .table *, dialog *")
        && !(outside && field.matches(".ui-dialog *"));
    });
  }

  function ofPage() {
    return fields(document, true);
  }

  function ofDialog() {
    var box = dialog();
    return box ? fields(box, false) : [];
  }

  function values(some) {
    var all = {};
    some.forEach(function (field) {
      var list = all[field.name] || (all[field.name] = []);
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.checked) {
          list.push(field.value);
        }
      } else if (field.multiple) {
        Array.from(field.selectedOptions).forEach(function (option) { list.push(option.value); });
      } else {
        list.push(field.value);
      }
    });
    return all;
  }

  function changed(now, since) {
    return Object.fromEntries(Object.entries(now).filter(function ([name, list]) {
      return JSON.stringify(list) !== JSON.stringify(since[name]);
    }));
  }

  /* A step of a form that is not on the page now was typed all the same; a row that is gone was removed. */
  function elsewhere(now) {
    var rows = Array.from(document.querySelectorAll("[data-adds]"), function (button) { return button.dataset.adds; });
    return Object.fromEntries(Object.entries(stored().page).filter(function ([name]) {
      return !(name in now) && !rows.some(function (row) { return name.startsWith(row); });
    }));
  }

  function keep() {
    var now = values(ofPage());
    var page = Object.assign(elsewhere(now), changed(now, before));
    var inDialog = beforeInDialog ? changed(values(ofDialog()), beforeInDialog) : {};
    if (Object.keys(page).length + Object.keys(inDialog).length) {
      store(function (kept) { kept.setItem(key(), JSON.stringify({ page: page, opener: opener, dialog: inDialog })); });
    } else {
      forget();
    }
  }

  function fill(some, name, wanted) {
    some.filter(function (field) { return field.name === name; }).forEach(function (field) {
      if (field.type === "checkbox" || field.type === "radio") {
        // By a click, as the user's own: some servers' pages follow the click on a choice, others its change.
        if (field.checked !== wanted.includes(field.value) && (field.type === "checkbox" || !field.checked)) {
          field.click();
        }
        return;
      }
      var different = true;
      if (field.multiple) {
        Array.from(field.options).forEach(function (option) { option.selected = wanted.includes(option.value); });
      } else {
        different = field.value !== wanted[0];
        field.value = wanted[0];
      }
      if (different) {
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }

  function idle(then) {
    if (!window.PrimeFaces || PrimeFaces.ajax.Queue.isEmpty()) {
      then();
    } else {
      setTimeout(idle, 50, then);
    }
  }

  /* From the top: a choice may bring the fields that come after it, and rows are added until there are as many as there
     were. The dialog comes last, because a page that is drawn anew closes it. */
  function restore(draft, done, rows) {
    var now = values(ofPage());
    var next = Object.keys(draft.page).find(function (name) { return !done.has(name) && name in now; });
    if (next) {
      done.add(next);
      fill(ofPage(), next, draft.page[next]);
      idle(function () { restore(draft, done, rows); });
      return;
    }
    var missing = Object.keys(draft.page).filter(function (name) { return !done.has(name); });
    var adds = Array.from(document.querySelectorAll("[data-adds]")).find(function (button) {
      return missing.some(function (name) { return name.startsWith(button.dataset.adds); });
    });
    if (adds && rows < MOST_ROWS) {
      adds.click();
      idle(function () { restore(draft, done, rows + 1); });
      return;
    }
    var opens = Array.from(document.querySelectorAll("[data-reopens]")).find(function (button) { return button.dataset.reopens === draft.opener; });
    if (opens && Object.keys(draft.dialog).length) {
      opens.click();
      restoreDialog(draft, done, 0);
    } else {
      tell(done);
    }
  }

  function restoreDialog(draft, done, looks) {
    if (!beforeInDialog && looks < MOST_LOOKS) {
      setTimeout(restoreDialog, WHILE_OPENING, draft, done, looks + 1);
      return;
    }
    Object.entries(draft.dialog).forEach(function ([name, wanted]) {
      fill(ofDialog(), name, wanted);
      done.add(name);
    });
    tell(done);
  }

  /* By the browser's way back, to a page that was left without saving. */
  function returned() {
    return performance.getEntriesByType("navigation").some(function (opened) { return opened.type === "back_forward"; });
  }

  function tell(done) {
    var restored = document.getElementById("restored");
    var reopened = document.getElementById("reopened");
    if (returned()) {
      restored.textContent = restored.dataset.returned;
    }
    restored.hidden = done.size === 0 || expiredBefore;
    reopened.hidden = !expiredBefore;
    reopened.querySelector("span").hidden = done.size === 0;
    keep();
  }

  function start() {
    if (document.querySelector("[data-signs-in]")) {
      var asked = new URLSearchParams(location.search);
      if (asked.get("signedOut")) {
        forgetAll();
      } else if (asked.get("from")) {
        store(function (kept) {
          kept.setItem(RETURN, asked.get("from"));
          kept.removeItem(EXPIRED);
        });
      }
      return;
    }
    if (document.querySelector("[data-expired]")) {
      expired();
      return;
    }
    before = values(ofPage());
    var back = returned() || store(function (kept) { return kept.getItem(RETURN); }) === here;
    expiredBefore = store(function (kept) { return kept.getItem(EXPIRED); }) === here;
    var draft = stored();
    store(function (kept) {
      kept.removeItem(RETURN);
      kept.removeItem(EXPIRED);
    });
    forget();
    if (back) {
      // Not before the page's own scripts have told its forms apart from forged ones.
      window.addEventListener("load", function () {
        setTimeout(idle, 0, function () { restore(draft, new Set(), 0); });
      });
    }
    new MutationObserver(reopen).observe(document.body, { childList: true });
    document.addEventListener("input", keep);
    document.addEventListener("change", keep);
    document.addEventListener("click", function (event) {
      var opens = event.target.closest("[data-reopens]");
      if (opens) {
        opener = opens.dataset.reopens;
        beforeInDialog = null;
      } else if (event.target.closest(".ui-dialog [type=button], .ui-dialog-titlebar-close")) {
        // A dialog that is closed has nothing to keep: at once, for the page may be left next, or when it has faded.
        keep();
        setTimeout(keep, WHILE_OPENING);
      }
    });
  }

  /* The server has forgotten the page, not the user: it can be opened again where it was. */
  function expired() {
    var page = document.referrer ? new URL(document.referrer) : location;
    var address = page.pathname + page.search;
    returnTo(address);
    document.querySelector("[data-expired]").setAttribute("href", address);
  }

  function returnTo(address) {
    store(function (kept) {
      kept.setItem(RETURN, address);
      kept.setItem(EXPIRED, address);
    });
  }

  /* Some of what asks for parts of the page, as polls do, tells nobody when they have come. */
  function reopen() {
    if (!leaving && document.querySelector("[data-expired]")) {
      here = location.pathname + location.search;
      returnTo(here);
      location.replace(here);
    }
  }

  /* The page was drawn anew, or is left: for the sign-in page with what was typed, for any other when that is saved. */
  function drawn(event, request, settings, outcome) {
    here = location.pathname + location.search;
    if (outcome && outcome.redirect) {
      if (!/<redirect [^>]*\/sign-in/.test(request.responseText)) {
        forget();
      }
    } else if (document.querySelector("main form[method=post]")) {
      if (!beforeInDialog && dialog()) {
        beforeInDialog = values(ofDialog());
      }
      keep();
    }
  }

  window.addEventListener("beforeunload", function () {
    leaving = true;
  });

  ["keydown", "pointerdown"].forEach(function (sign) {
    document.addEventListener(sign, function () {
      if (leaving) {
        leaving = false;
        reopen();
      }
    }, true);
  });

  document.addEventListener("DOMContentLoaded", function () {
    start();
    if (window.jQuery) {
      jQuery(document).on("pfAjaxComplete", drawn);
    }
  });
})();
