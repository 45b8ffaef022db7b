/* Rows of test inputs from a file, and what models answered to them as one. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var LARGEST = 5 << 20;

  /* The values of each line that have a known name, or the problem why there are none. */
  async function read(file, known) {
    if (file.size > LARGEST) {
      return { problem: file.name + " is larger than 5 MB." };
    }
    var table = play.csv.parse((await file.text()).replace(/^\uFEFF/, ""));
    if (!table || table.length < 2) {
      return { problem: table ? file.name + " has no line below the names." : "A quotation mark in " + file.name + " is never closed." };
    }
    var unknown = table[0].filter(function (name) {
      return !known.includes(name.trim());
    });
    if (unknown.length === table[0].length) {
      return { problem: "The first line of " + file.name + " has none of the names " + known.join(", ") + "." };
    }
    return {
      lines: table.slice(1).map(function (fields) {
        var values = {};
        table[0].forEach(function (name, place) {
          values[name.trim()] = fields[place] || "";
        });
        return values;
      }),
      note: unknown.length ? "Not a variable of the prompt, so not used: " + unknown.join(", ") + "." : "",
    };
  }

  /* What is not known, such as a cost without a price, is an empty field. */
  function save(names, models, rows) {
    var heads = names.slice();
    models.forEach(function (of) {
      heads.push(of, of + " status", of + " millis", of + " input tokens", of + " output tokens", of + " cost", of + " currency");
    });
    var lines = [heads].concat(rows.map(function (one) {
      return names.map(function (name) {
        return one.values[name];
      }).concat(one.results.flatMap(fields));
    }));
    var link = play.make("a", { href: URL.createObjectURL(new Blob(["\uFEFF" + play.csv.write(lines)], { type: "text/csv" })), download: "playground.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function fields(result) {
    if (result && result.type === "done") {
      var cost = result.cost || {};
      return [result.text, "complete", result.millis, result.inputTokens, result.outputTokens, decimal(cost.cost), cost.currency];
    }
    return result && result.type === "failure" ? [result.message, result.code || "failed", result.millis, "", "", "", ""] : ["", "", "", "", "", "", ""];
  }

  /* Small numbers would be written with an exponent. */
  function decimal(amount) {
    if (typeof amount !== "number") {
      return "";
    }
    var written = amount < 1 ? amount.toFixed(15) : amount.toPrecision(15);
    return written.indexOf(".") < 0 ? written : written.replace(/\.?0+$/, "");
  }

  play.rowFiles = { read: read, save: save };
})();
