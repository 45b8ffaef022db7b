/* CSV as RFC 4180 has it. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }

  /* The lines with their fields, null if a quotation mark is never closed. Empty lines are left out. */
  function parse(text) {
    var table = [];
    var fields = [];
    var field = "";
    var quoted = false;
    for (var i = 0; i < text.length; i++) {
      var c = text[i];
      if (quoted) {
        if (c === "\"" && text[i + 1] === "\"") {
          field += "\"";
          i++;
        } else if (c === "\"") {
          quoted = false;
        } else {
          field += c;
        }
      } else if (c === "\"" && field === "") {
        quoted = true;
      } else if (c === "," || c === "\n" || c === "\r") {
        fields.push(field);
        field = "";
        if (c !== ",") {
          if (c === "\r" && text[i + 1] === "\n") {
            i++;
          }
          table.push(fields);
          fields = [];
        }
      } else {
        field += c;
      }
    }
    if (field !== "" || fields.length) {
      table.push(fields.concat(field));
    }
    return quoted ? null : table.filter(function (one) {
      return one.length > 1 || one[0] !== "";
    });
  }

  /* Spreadsheets take a field that begins like a formula for one. */
  function quoted(value) {
    var text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text) && !/^-?[0-9.]+$/.test(text)) {
      text = "'" + text;
    }
    return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  }

  play.csv = {
    parse: parse,
    write: function (lines) {
      return lines.map(function (fields) {
        return fields.map(quoted).join(",");
      }).join("\r\n") + "\r\n";
    },
  };
})();
