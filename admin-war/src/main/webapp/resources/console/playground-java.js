/* Values as an application written in Java has them: plain ones, maps and lists, and the same as records of CCI. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var INDENT = "        ";
  var LARGEST_INT = 2147483647;
  /* Map.of takes no more. */
  var MOST_PAIRS = 10;

  /* A Java string literal is a JSON string but for what Java does not know. */
  function text(value) {
    return JSON.stringify(value).replace(/[\u007f-\uffff]/g, function (c) {
      return /[\p{L}\p{N}\p{P}\p{S}]/u.test(c) ? c : "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
    });
  }

  function number(value) {
    var digits = String(value);
    if (!Number.isInteger(value) || digits.includes("e")) {
      return digits;
    }
    if (!Number.isSafeInteger(value)) {
      return digits + ".0";
    }
    return Math.abs(value) > LARGEST_INT ? digits + "L" : digits;
  }

  function plain(value) {
    return typeof value === "string" ? text(value) : typeof value === "number" ? number(value) : String(value);
  }

  /* An expression with Map.of and List.of, which take no null: what has one is put together in lines before it. */
  function value(given, lines) {
    if (given === null || typeof given !== "object") {
      return plain(given);
    }
    var parts = Array.isArray(given) ? given : Object.values(given);
    var inside = parts.map(function (part) {
      return value(part, lines);
    });
    if (Array.isArray(given)) {
      return parts.includes(null) ? "Arrays.asList(" + (parts.length === 1 ? "(Object) " : "") + inside.join(", ") + ")" : "List.of(" + inside.join(", ") + ")";
    }
    var pairs = Object.keys(given).map(function (key, place) {
      return text(key) + ", " + inside[place];
    });
    if (parts.includes(null)) {
      var name = "map" + lines.length;
      lines.push(INDENT.slice(4) + "Map<String, Object> " + name + " = new LinkedHashMap<>();");
      pairs.forEach(function (pair) {
        lines.push(INDENT.slice(4) + name + ".put(" + pair + ");");
      });
      return name;
    }
    return pairs.length > MOST_PAIRS
      ? "Map.ofEntries(" + pairs.map(function (pair) { return "Map.entry(" + pair + ")"; }).join(", ") + ")"
      : "Map.of(" + pairs.join(", ") + ")";
  }

  /* The name of a record that is put together in lines before it is used, or a plain value. */
  function record(given, lines, name) {
    if (given === null || typeof given !== "object") {
      return plain(given);
    }
    var list = Array.isArray(given);
    lines.push(
      INDENT + (list ? "IndexedRecord<Object> " : "MappedRecord<String, Object> ") + name
        + " = models.getRecordFactory()." + (list ? "createIndexedRecord" : "createMappedRecord") + "(\"" + name + "\");"
    );
    Object.entries(given).forEach(function ([key, part]) {
      var inside = record(part, lines, (Array.isArray(part) ? "list" : "map") + lines.length);
      lines.push(INDENT + name + (list ? ".add(" + inside : ".put(" + text(key) + ", " + inside) + ");");
    });
    return name;
  }

  play.java = { text: text, value: value, record: record };
})();
