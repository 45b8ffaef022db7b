/* An answer in JSON as a tree. Where a template's paths are asked for, a click on a value takes its path. Everything that
   an answer says becomes text. */
(function () {
  "use strict";

  var PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
  var OPEN_DEPTH = 6;
  var MOST_NODES = 5000;

  function join(path, name) {
    if (typeof name === "number") {
      return path + "[" + name + "]";
    }
    if (PLAIN.test(name)) {
      return path ? path + "." + name : name;
    }
    return path + "['" + name.replace(/\\/g, "\\\\").replace(/'/g, "\\'") + "']";
  }

  function element(tag, className, text) {
    var made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  function Tree(picks) {
    this.picks = picks;
    this.nodes = 0;
  }

  Tree.prototype.label = function (name, path) {
    var label = element("span", "json-name", typeof name === "number" ? "[" + name + "]" : name);
    label.title = path;
    return label;
  };

  Tree.prototype.value = function (name, value, path) {
    var type = value === null ? "null" : typeof value;
    var line = element(this.picks ? "button" : "span", "json-leaf json-" + type);
    if (this.picks) {
      line.type = "button";
      line.dataset.path = path;
      line.setAttribute("aria-label", "Take the path " + path);
    }
    line.title = path;
    line.append(this.label(name, path), element("span", "json-value", type === "string" ? JSON.stringify(value) : String(value)));
    return line;
  };

  Tree.prototype.branch = function (name, value, path, depth) {
    var list = Array.isArray(value);
    var names = list ? value.map(function (item, place) { return place; }) : Object.keys(value);
    var branch = element("details", "json-branch");
    branch.open = depth < OPEN_DEPTH;
    var head = document.createElement("summary");
    if (name !== null) {
      head.append(this.label(name, path));
    }
    var kind = (list ? "item" : "member") + (names.length === 1 ? "" : "s");
    head.append(element("span", "json-kind", names.length + " " + kind));
    branch.append(head);
    names.forEach(function (member) {
      branch.append(this.node(member, value[member], join(path, member), depth + 1));
    }, this);
    return branch;
  };

  Tree.prototype.node = function (name, value, path, depth) {
    if (++this.nodes > MOST_NODES) {
      return element("span", "json-kind", "…");
    }
    return value !== null && typeof value === "object" ? this.branch(name, value, path, depth) : this.value(name, value, path);
  };

  function plant(text) {
    var answer;
    try {
      answer = JSON.parse(text.textContent);
    } catch (notJson) {
      return;
    }
    if (answer === null || typeof answer !== "object") {
      return;
    }
    var tree = element("div", "shown json-tree");
    tree.append(new Tree(text.dataset.json === "pick").node(null, answer, "", 0));
    text.replaceWith(tree);
  }

  function take(target, path) {
    var field = document.querySelector("[data-path='" + target + "']");
    if (!field || field.tagName !== "INPUT") {
      return;
    }
    field.value = path;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.classList.add("taken");
    field.scrollIntoView({ block: "nearest" });
    setTimeout(function () {
      field.classList.remove("taken");
    }, 1500);
  }

  /* After the output people look for the tokens. */
  function goOn(target) {
    var radios = Array.from(document.querySelectorAll("[data-picks] input"));
    var at = radios.findIndex(function (radio) { return radio.value === target; });
    if (at >= 0 && at < 2) {
      radios[at + 1].checked = true;
    }
  }

  document.addEventListener("click", function (event) {
    var leaf = event.target.closest ? event.target.closest(".json-tree [data-path]") : null;
    var suggested = event.target.closest ? event.target.closest("[data-takes]") : null;
    if (leaf) {
      var chosen = document.querySelector("[data-picks] input:checked");
      if (chosen) {
        take(chosen.value, leaf.dataset.path);
        goOn(chosen.value);
      }
    } else if (suggested) {
      take(suggested.dataset.takes, suggested.textContent);
    }
  });

  function plantAll() {
    document.querySelectorAll("pre[data-json]").forEach(plant);
  }

  document.addEventListener("DOMContentLoaded", function () {
    plantAll();
    if (window.jQuery) {
      jQuery(document).on("pfAjaxComplete", plantAll);
    }
  });
})();
