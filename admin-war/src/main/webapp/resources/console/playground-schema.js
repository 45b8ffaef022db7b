/* The JSON schema of the answer, put together part by part. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;
  var TYPES = ["String", "Number", "Integer", "Boolean", "Object", "Array", "Enum", "anyOf"];
  var DEEPEST = 5;

  /* A part: name, type, required, and by type: parts (Object, anyOf), item (Array), values (Enum). */
  function part(name, type) {
    return { name: name, type: type, required: true, description: "", parts: [], item: null, values: "" };
  }

  var root = { parts: [part("answer", "String")] };
  var raw = null;

  function toSchema(one) {
    var schema = {};
    if (one.description) {
      schema.description = one.description;
    }
    switch (one.type) {
      case "Object":
        return Object.assign(schema, objectOf(one.parts));
      case "Array":
        return Object.assign(schema, { type: "array", items: toSchema(one.item || part("", "String")) });
      case "Enum":
        return Object.assign(schema, { type: "string", enum: one.values.split(",").map(function (value) {
          return value.trim();
        }).filter(Boolean) });
      case "anyOf":
        return Object.assign(schema, { anyOf: one.parts.map(toSchema) });
      default:
        return Object.assign(schema, { type: one.type.toLowerCase() });
    }
  }

  function objectOf(parts) {
    var properties = {};
    parts.forEach(function (one) {
      properties[one.name] = toSchema(one);
    });
    return {
      type: "object",
      properties: properties,
      required: parts.filter(function (one) {
        return one.required;
      }).map(function (one) {
        return one.name;
      }),
      additionalProperties: false,
    };
  }

  /* What keeps the schema from being one, in words; empty if nothing does. */
  function problem() {
    if (raw !== null) {
      try {
        var schema = JSON.parse(raw);
        return schema && typeof schema === "object" && !Array.isArray(schema) ? "" : "The schema is a JSON object.";
      } catch (notJson) {
        return "The schema is not JSON: " + notJson.message;
      }
    }
    return problemOf(root.parts, true);
  }

  function problemOf(parts, named) {
    var names = new Set();
    for (var one of parts) {
      if (named && !one.name.trim()) {
        return "A field of the schema has no name.";
      }
      if (named && names.has(one.name)) {
        return "Two fields of the schema are named " + one.name + ".";
      }
      names.add(one.name);
      if (one.type === "Enum" && !one.values.trim()) {
        return "The enum " + one.name + " has no value.";
      }
      if ((one.type === "Object" || one.type === "anyOf") && one.parts.length === 0) {
        return one.name + " has no part.";
      }
      var inside = problemOf(one.parts, one.type === "Object") || (one.item ? problemOf([one.item], false) : "");
      if (inside) {
        return inside;
      }
    }
    return "";
  }

  function chosen() {
    return document.querySelector("[name=play-form-kind]:checked").value === "schema";
  }

  /* ---- on the screen ---- */

  function level(parts, named, depth) {
    var box = make("div", { class: "schema-level" });
    parts.forEach(function (one) {
      box.append(line(one, parts, named, depth));
    });
    box.append(make("div", {}, make("button", { type: "button", class: "button quiet small", onclick: function () {
      parts.push(part("", "String"));
      show();
      focusLast();
    } }, named ? "Add a field" : "Add an alternative")));
    return box;
  }

  function focusLast() {
    var inputs = byId("play-schema").querySelectorAll(".schema-line input.input");
    if (inputs.length) {
      inputs[inputs.length - 1].focus();
    }
  }

  function line(one, parts, named, depth) {
    var head = make("div", { class: "schema-line" }, [
      named
        ? make("input", { class: "input", "aria-label": "Field name", placeholder: "name", spellcheck: "false", value: one.name, oninput: function () {
            one.name = this.value;
            changed();
          } })
        : make("span", { class: "muted" }, parts ? "Alternative" : "Items"),
      types(one, depth),
      named
        ? make("label", { class: "choice" }, [
            make("input", { type: "checkbox", checked: one.required, onchange: function () {
              one.required = this.checked;
              changed();
            } }), "required"])
        : make("span"),
      parts
        ? make("button", { type: "button", class: "button quiet small", title: "Remove", "aria-label": "Remove " + (one.name || "part"), onclick: function () {
            parts.splice(parts.indexOf(one), 1);
            show();
            changed();
          } }, make("span", { class: "pi pi-trash", "aria-hidden": "true" }))
        : make("span"),
    ]);
    var box = make("div", { class: "schema-part" }, head);
    if (one.type === "Enum") {
      box.append(make("input", { class: "input", "aria-label": "Values of " + one.name, placeholder: "values, separated by commas", value: one.values, oninput: function () {
        one.values = this.value;
        changed();
      } }));
    } else if (one.type === "Object") {
      box.append(level(one.parts, true, depth + 1));
    } else if (one.type === "anyOf") {
      box.append(level(one.parts, false, depth + 1));
    } else if (one.type === "Array") {
      one.item = one.item || part("", "String");
      box.append(make("div", { class: "schema-level" }, make("div", { class: "schema-level" }, line(one.item, null, false, depth + 1))));
    }
    if (named) {
      box.append(make("input", { class: "input", "aria-label": "Description of " + one.name, placeholder: "what it is, for the model (optional)", value: one.description, oninput: function () {
        one.description = this.value;
        changed();
      } }));
    }
    return box;
  }

  function types(one, depth) {
    var select = make("select", { class: "select", "aria-label": "Type", onchange: function () {
      one.type = this.value;
      show();
      changed();
    } });
    TYPES.forEach(function (type) {
      var nests = type === "Object" || type === "Array" || type === "anyOf";
      if (!nests || depth < DEEPEST) {
        select.append(make("option", { value: type, selected: type === one.type }, type));
      }
    });
    return select;
  }

  function show() {
    var box = byId("play-schema");
    box.hidden = !chosen();
    box.replaceChildren();
    var problemLine = make("p", { class: "problem", id: "play-schema-problem", "aria-live": "polite" });
    if (raw === null) {
      box.append(level(root.parts, true, 1), problemLine, make("button", { type: "button", class: "link", onclick: function () {
        raw = JSON.stringify(objectOf(root.parts), null, 2);
        show();
      } }, "Edit as JSON"));
    } else {
      var area = make("textarea", { class: "area mono", rows: 12, "aria-label": "JSON schema", spellcheck: "false", oninput: function () {
        raw = this.value;
        changed();
      } });
      area.value = raw;
      box.append(area, problemLine, make("button", { type: "button", class: "link", onclick: function () {
        raw = null;
        show();
        changed();
      } }, "Back to the builder, without what was edited here"));
    }
    changed();
  }

  function changed() {
    var told = byId("play-schema-problem");
    if (told) {
      told.textContent = chosen() ? problem() : "";
    }
    play.keep();
    document.dispatchEvent(new Event("play-columns"));
  }

  play.schema = {
    /* The schema to send, null for text. One that is none is told by the server too. */
    value: function () {
      if (!chosen() || problem()) {
        return null;
      }
      return raw === null ? objectOf(root.parts) : JSON.parse(raw);
    },
    problem: function () {
      return chosen() ? problem() : "";
    },
    saved: function () {
      return chosen() ? { parts: root.parts, raw: raw } : null;
    },
    open: function (saved) {
      document.querySelector("[name=play-form-kind][value=" + (saved ? "schema" : "text") + "]").checked = true;
      root.parts = saved && saved.parts && saved.parts.length ? saved.parts : [part("answer", "String")];
      raw = saved && typeof saved.raw === "string" ? saved.raw : null;
      byId("play-schema-section").open = Boolean(saved);
      show();
    },
  };

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[name=play-form-kind]").forEach(function (radio) {
      radio.addEventListener("change", show);
    });
  });
})();
