/* The playground's page: what is asked, and the parts that its other scripts build on. */
(function () {
  "use strict";

  var page = document.getElementById("play");
  if (!page) {
    return;
  }

  /* Makes an element: its attributes by name, its content as text or elements. Text never becomes markup. */
  function make(tag, attributes, content) {
    var element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function ([name, value]) {
      if (name.startsWith("on")) {
        element.addEventListener(name.slice(2), value);
      } else if (value === true) {
        element.setAttribute(name, name);
      } else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(name, value);
      }
    });
    [].concat(content === undefined ? [] : content).forEach(function (part) {
      element.append(part);
    });
    return element;
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function say(message) {
    var box = byId("play-problem");
    box.hidden = !message;
    box.textContent = message || "";
    if (message) {
      box.scrollIntoView({ block: "nearest" });
    }
  }

  function sessionEnded() {
    say("");
    var box = byId("play-problem");
    box.hidden = false;
    box.append(
      "Your session has ended. What you typed is still here: ",
      make("a", { href: "../sign-in?from=" + encodeURIComponent("/"), target: "_blank" }, "sign in again in another tab"),
      ", then repeat what you did."
    );
  }

  /* Asks the server; gives null after it has said what went wrong. */
  async function ask(path, options) {
    var response;
    try {
      response = await fetch(page.dataset.root + path, Object.assign({
        headers: { "X-Console": "playground", "Content-Type": "application/json" },
      }, options));
    } catch (lost) {
      if (lost.name === "AbortError") {
        return null;
      }
      say("The server did not answer. Try again in a moment.");
      return null;
    }
    if (response.ok) {
      return response;
    }
    if (response.status === 401) {
      sessionEnded();
      return null;
    }
    var told = await response.json().catch(function () {
      return {};
    });
    say(told.message || "The server refused with status " + response.status + ".");
    return null;
  }

  async function askJson(path, options) {
    var response = await ask(path, options);
    return response && response.status !== 204 ? response.json() : response;
  }

  /* ---- what is asked ---- */

  var NAME = /\{\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}\}/g;

  /* Names in both prompts, in order. */
  function writtenNames() {
    var names = [];
    [byId("play-system").value, byId("play-prompt").value].forEach(function (text) {
      for (var match of text.matchAll(NAME)) {
        names.push(match[1]);
      }
    });
    return Array.from(new Set(names));
  }

  /* Those, and the ones that a chosen model's template has. */
  function variableNames() {
    var names = writtenNames();
    play.columns.templateVariables().forEach(function (variable) {
      names.push(variable.name);
    });
    return Array.from(new Set(names));
  }

  /* Values of variables that may be shown later: a model's own are known only when the server has told of it. */
  var remembered = {};

  function showVariables() {
    var box = byId("play-variables");
    var values = Object.assign(remembered, variableValues());
    var names = variableNames();
    var shown = Array.from(box.querySelectorAll("[data-variable]"), function (input) {
      return input.dataset.variable;
    });
    if (shown.join("\n") === names.join("\n")) {
      return;
    }
    box.replaceChildren();
    names.forEach(function (name) {
      var id = "play-variable-" + name;
      var area = make("textarea", { id: id, class: "area", rows: 1, "data-variable": name });
      area.value = values[name] || "";
      box.append(make("div", { class: "field" }, [make("label", { for: id }, name), area]));
    });
    box.hidden = names.length === 0;
    document.dispatchEvent(new Event("play-variables"));
  }

  function variableValues() {
    var values = {};
    document.querySelectorAll("[data-variable]").forEach(function (input) {
      values[input.dataset.variable] = input.value;
    });
    return values;
  }

  function setVariables(values) {
    showVariables();
    remembered = Object.assign({}, values);
    document.querySelectorAll("[data-variable]").forEach(function (input) {
      input.value = values[input.dataset.variable] || "";
    });
  }

  function filled(text, values) {
    return text.replace(NAME, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  /* ---- tabs ---- */

  function choose(tab) {
    document.querySelectorAll(".answers [role=tab]").forEach(function (other) {
      var chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = !chosen;
    });
    byId("columns").classList.toggle("heads-only", tab.id !== "tab-answers");
    document.dispatchEvent(new CustomEvent("play-tab", { detail: tab.id }));
  }

  function currentTab() {
    return document.querySelector(".answers [role=tab][aria-selected=true]").id;
  }

  /* ---- what a prompt is when it is saved ---- */

  function asDocument() {
    return {
      system: byId("play-system").value,
      prompt: byId("play-prompt").value,
      variables: variableValues(),
      temperature: byId("play-temperature").value,
      topP: byId("play-top-p").value,
      maxTokens: byId("play-max-tokens").value,
      seed: byId("play-seed").value,
      stop: byId("play-stop").value,
      reasoningEffort: byId("play-effort").value,
      schema: play.schema.saved(),
    };
  }

  function open(saved) {
    byId("play-system").value = saved.system || "";
    byId("play-prompt").value = saved.prompt || "";
    byId("play-temperature").value = saved.temperature || "";
    byId("play-top-p").value = saved.topP || "";
    byId("play-max-tokens").value = saved.maxTokens || "";
    byId("play-seed").value = saved.seed || "";
    byId("play-stop").value = saved.stop || "";
    byId("play-effort").value = saved.reasoningEffort || "";
    play.schema.open(saved.schema || null);
    setVariables(saved.variables || {});
  }

  /* What is typed survives a reload of the page, and the end of the session; signing out forgets it (drafts.js). */
  var DRAFT = "external-models.draft:" + document.body.dataset.user + " playground";

  function keep() {
    var prompt = asDocument();
    prompt.variables = Object.assign({}, remembered, prompt.variables);
    var draft = { prompt: prompt, columns: play.columns.saved() };
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(Object.assign({ rows: play.rows.saved() }, draft)));
    } catch (full) {
      keepWithoutRows(draft);
    }
  }

  function keepWithoutRows(draft) {
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(draft));
    } catch (full) {
      /* Then it does not survive. */
    }
  }

  function restore() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(DRAFT));
      if (kept) {
        open(kept.prompt);
        play.rows.open(kept.rows || []);
        play.columns.open(kept.columns);
        return;
      }
    } catch (unreadable) {
      sessionStorage.removeItem(DRAFT);
    }
    play.columns.open([]);
  }

  window.play = {
    make: make,
    byId: byId,
    say: say,
    ask: ask,
    askJson: askJson,
    filled: filled,
    writtenNames: writtenNames,
    variableNames: variableNames,
    variableValues: variableValues,
    showVariables: showVariables,
    document: asDocument,
    open: open,
    keep: keep,
    traces: page.dataset.traces,
    models: page.dataset.models,
    connections: page.dataset.connections,
    deletes: page.dataset.deletes === "true",
    currentTab: currentTab,
  };

  document.addEventListener("DOMContentLoaded", function () {
    restore();
    byId("play-form").addEventListener("input", function () {
      showVariables();
      keep();
    });
    byId("play-form").addEventListener("submit", function (event) {
      event.preventDefault();
    });
    var tabs = Array.from(document.querySelectorAll(".answers [role=tab]"));
    tabs.forEach(function (tab, place) {
      tab.addEventListener("click", function () {
        choose(tab);
      });
      tab.addEventListener("keydown", function (event) {
        var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (step) {
          var next = tabs[(place + step + tabs.length) % tabs.length];
          choose(next);
          next.focus();
        }
      });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !byId("prompt-sheet").open) {
        event.preventDefault();
        byId("run").click();
      }
    });
  });
})();
