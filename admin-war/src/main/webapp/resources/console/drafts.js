/* What somebody types outlives their session. Each form's changes are kept in this tab, and are there again after a new
   sign-in or when the server has forgotten the page. Never kept: passwords, files, hidden fields. */
(function () {
  "use strict";

  var RETURN = "external-models.return";
  var DRAFT = "external-models.draft:";
  var MOST_ROWS = 200;

  var here = location.pathname + location.search;
  var before = {};

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

  function forgetAll() {
    store(function (kept) {
      Object.keys(kept).filter(function (name) { return name.startsWith(DRAFT); }).forEach(function (name) { kept.removeItem(name); });
      kept.removeItem(RETURN);
    });
  }

  /* Lists change at once and dialogs are closed again after a reload, so neither has anything to keep. */
  function fields() {
    return Array.from(document.querySelectorAll("main form[method=post] :is(input, select, textarea)")).filter(function (field) {
      return field.name
        && !/^(hidden|password|file|submit|button|reset|image)$/.test(field.type)
        && !field.matches("[data-secret], .table *, .ui-dialog *, dialog *");
    });
  }

  function values() {
    var all = {};
    fields().forEach(function (field) {
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

  function same(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  function keep() {
    var now = values();
    var changed = {};
    Object.keys(now).forEach(function (name) {
      if (!same(now[name], before[name])) {
        changed[name] = now[name];
      }
    });
    store(function (kept) {
      if (Object.keys(changed).length) {
        kept.setItem(key(), JSON.stringify(changed));
      } else {
        kept.removeItem(key());
      }
    });
  }

  function fill(name, wanted) {
    var changed = false;
    fields().filter(function (field) { return field.name === name; }).forEach(function (field) {
      var different = true;
      if (field.type === "checkbox" || field.type === "radio") {
        different = field.checked !== wanted.includes(field.value);
        field.checked = wanted.includes(field.value);
      } else if (field.multiple) {
        Array.from(field.options).forEach(function (option) { option.selected = wanted.includes(option.value); });
      } else {
        different = field.value !== wanted[0];
        field.value = wanted[0];
      }
      if (different) {
        changed = true;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    return changed;
  }

  function idle(then) {
    if (!window.PrimeFaces || PrimeFaces.ajax.Queue.isEmpty()) {
      then();
    } else {
      setTimeout(idle, 50, then);
    }
  }

  /* From the top: a choice may bring the fields that come after it, and rows are added until there are as many as there were. */
  function restore(wanted, done, rows) {
    var now = values();
    var next = Object.keys(wanted).find(function (name) { return !done.has(name) && name in now; });
    if (next) {
      done.add(next);
      fill(next, wanted[next]);
      idle(function () { restore(wanted, done, rows); });
      return;
    }
    var missing = Object.keys(wanted).filter(function (name) { return !done.has(name); });
    var adds = Array.from(document.querySelectorAll("[data-adds]")).find(function (button) {
      return missing.some(function (name) { return name.startsWith(button.dataset.adds); });
    });
    if (adds && rows < MOST_ROWS) {
      adds.click();
      idle(function () { restore(wanted, done, rows + 1); });
      return;
    }
    document.getElementById("restored").hidden = done.size === 0;
    keep();
  }

  function start() {
    if (document.querySelector("[data-signs-in]")) {
      var asked = new URLSearchParams(location.search);
      if (asked.get("signedOut")) {
        forgetAll();
      } else if (asked.get("from")) {
        store(function (kept) { kept.setItem(RETURN, asked.get("from")); });
      }
      return;
    }
    if (document.querySelector("[data-expired]")) {
      expired();
      return;
    }
    before = values();
    var back = store(function (kept) { return kept.getItem(RETURN); }) === here;
    var draft = store(function (kept) { return kept.getItem(key()); });
    store(function (kept) {
      kept.removeItem(RETURN);
      kept.removeItem(key());
    });
    if (back && draft) {
      // Not before the page's own scripts have told its forms apart from forged ones.
      window.addEventListener("load", function () {
        setTimeout(idle, 0, function () { restore(JSON.parse(draft), new Set(), 0); });
      });
    }
    document.addEventListener("input", keep);
    document.addEventListener("change", keep);
  }

  /* The server has forgotten the page, not the user: it can be opened again where it was. */
  function expired() {
    var page = document.referrer ? new URL(document.referrer) : location;
    var address = page.pathname + page.search;
    store(function (kept) { kept.setItem(RETURN, address); });
    document.querySelector("[data-expired]").setAttribute("href", address);
  }

  document.addEventListener("DOMContentLoaded", function () {
    start();
    if (window.jQuery) {
      jQuery(document).on("pfAjaxComplete", function () {
        here = location.pathname + location.search;
        if (document.querySelector("[data-expired]")) {
          store(function (kept) { kept.setItem(RETURN, here); });
          location.replace(here);
        } else if (document.querySelector("main form[method=post]")) {
          keep();
        }
      });
    }
  });
})();
