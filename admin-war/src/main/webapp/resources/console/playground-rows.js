/* Rows of test inputs: every row goes to every model, with progress, averages and an export. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;
  var MOST = 500;
  var AT_ONCE = 3;
  var rows = [];
  var stopped = false;
  var done = 0;
  var due = 0;

  function names() {
    var all = play.variableNames();
    return all.length ? all : ["prompt"];
  }

  function row(values) {
    return { values: values || {}, results: new Map() };
  }

  function pane() {
    return byId("pane-rows");
  }

  function show() {
    var columns = play.columns.all().filter(function (column) {
      return column.model;
    });
    var box = pane();
    var bar = make("div", { class: "rows-bar" }, [
      make("button", { type: "button", class: "button small", onclick: addRow }, "Add a row"),
      make("label", { class: "button small" }, ["Import CSV", make("input", { type: "file", accept: ".csv,text/csv", class: "visually-hidden", onchange: importCsv })]),
      make("button", { type: "button", class: "button small", onclick: generate }, "Generate rows"),
      make("button", { type: "button", class: "button small", disabled: rows.length === 0, onclick: exportCsv }, "Export CSV"),
      make("progress", { id: "rows-progress", max: Math.max(due, 1), value: done, hidden: due === 0, "aria-label": "Calls made" }),
      make("span", { id: "rows-count", class: "muted", "aria-live": "polite" }, due ? done + " of " + due : ""),
    ]);
    box.replaceChildren(bar);
    if (rows.length === 0) {
      box.append(make("div", { class: "card" }, make("div", { class: "empty" }, [
        make("h2", {}, "No inputs yet"),
        make("p", {}, "A row gives a value for each variable of the prompt. Add rows, import them from a CSV file whose first line has the names, or let a model with data generation make some. Run sends every row to every model above."),
      ])));
      return;
    }
    var head = make("tr", {}, names().map(function (name) {
      return make("th", { scope: "col" }, name);
    }).concat(columns.map(function (column) {
      return make("th", { scope: "col" }, column.model + (column.connection ? "/" + column.connection : ""));
    }), make("th", { scope: "col" }, make("span", { class: "visually-hidden" }, "Remove"))));
    var body = make("tbody", {}, rows.map(function (one, place) {
      return line(one, place, columns);
    }));
    var foot = make("tfoot", {}, averages(columns));
    box.append(make("div", { class: "card scroll" }, make("table", { class: "table rows" }, [make("thead", {}, head), body, foot])));
  }

  function changed() {
    play.keep();
    show();
  }

  function line(one, place, columns) {
    var cells = names().map(function (name) {
      var area = make("textarea", { class: "area", rows: 1, "aria-label": name + " of row " + (place + 1), oninput: function () {
        one.values[name] = this.value;
        play.keep();
      } });
      area.value = one.values[name] || "";
      return make("td", {}, area);
    });
    columns.forEach(function (column) {
      var cell = make("td");
      one.results.set(column, one.results.get(column) || null);
      fill(cell, one.results.get(column));
      cell.dataset.cell = place + ":" + columns.indexOf(column);
      cells.push(cell);
    });
    cells.push(make("td", { class: "actions" }, make("button", { type: "button", class: "button quiet small", "aria-label": "Remove row " + (place + 1), onclick: function () {
      rows.splice(place, 1);
      changed();
    } }, make("span", { class: "pi pi-trash", "aria-hidden": "true" }))));
    return make("tr", {}, cells);
  }

  function fill(cell, result) {
    if (!result) {
      cell.replaceChildren();
    } else if (result === "waiting") {
      cell.replaceChildren(make("span", { class: "muted" }, "…"));
    } else if (result.type === "done") {
      cell.replaceChildren(
        make("div", { class: "row-answer" }, result.text),
        make("small", {}, play.columns.seconds(result.millis) + ", in " + play.columns.tokens(result.inputTokens) + ", out " + play.columns.tokens(result.outputTokens))
      );
    } else {
      cell.replaceChildren(make("span", { class: "problem" }, (result.code ? result.code + ": " : "") + result.message));
    }
  }

  /* Unknown counts are left out of an average, and it says of how many it is. */
  function averages(columns) {
    var cells = [make("td", { colspan: names().length }, "Average")];
    columns.forEach(function (column) {
      var results = rows.map(function (one) {
        return one.results.get(column);
      }).filter(function (result) {
        return result && result !== "waiting";
      });
      var good = results.filter(function (result) {
        return result.type === "done";
      });
      var text = "–";
      if (results.length) {
        text = [
          average(good, "millis", play.columns.seconds),
          "in " + average(good, "inputTokens", play.columns.tokens),
          "out " + average(good, "outputTokens", play.columns.tokens),
          results.length - good.length + " failed of " + results.length,
        ].join(", ");
      }
      cells.push(make("td", {}, text));
    });
    cells.push(make("td"));
    return make("tr", {}, cells);
  }

  function average(results, what, word) {
    var known = results.map(function (result) {
      return result[what];
    }).filter(function (value) {
      return value !== null && value !== undefined;
    });
    if (!known.length) {
      return "unknown";
    }
    var sum = known.reduce(function (a, b) {
      return a + b;
    }, 0);
    return word(Math.round(sum / known.length)) + (known.length < results.length ? " (of " + known.length + ")" : "");
  }

  function addRow() {
    if (rows.length < MOST) {
      rows.push(row());
      changed();
      var areas = pane().querySelectorAll("tbody tr:last-child textarea");
      if (areas.length) {
        areas[0].focus();
      }
    } else {
      play.say("A run has at most " + MOST + " rows.");
    }
  }

  /* ---- running ---- */

  async function run() {
    var columns = play.columns.all().filter(function (column) {
      return column.model;
    });
    if (!rows.length || !columns.length) {
      play.say(rows.length ? "Choose a model above." : "Add a row first.");
      return;
    }
    stopped = false;
    var work = [];
    rows.forEach(function (one, place) {
      columns.forEach(function (column, across) {
        one.results.set(column, "waiting");
        work.push({ row: one, column: column, cell: place + ":" + across });
      });
    });
    done = 0;
    due = work.length;
    play.rowsRunning = true;
    play.columns.busy();
    show();
    var hands = [];
    for (var i = 0; i < AT_ONCE; i++) {
      hands.push(hand(work));
    }
    await Promise.all(hands);
    play.rowsRunning = false;
    play.columns.busy();
    show();
  }

  async function hand(work) {
    while (work.length) {
      var one = work.shift();
      var result = stopped
        ? { type: "failure", code: "CANCELLED", message: "not sent, the run was stopped" }
        : await one.column.make(valuesOf(one.row), function () {});
      one.row.results.set(one.column, result);
      done++;
      var cell = pane().querySelector("[data-cell='" + one.cell + "']");
      if (cell) {
        fill(cell, result);
      }
      var progress = byId("rows-progress");
      if (progress) {
        progress.value = done;
        byId("rows-count").textContent = done + " of " + due;
      }
    }
  }

  /* Values of a row win over those beside the prompt. */
  function valuesOf(one) {
    var values = Object.assign({}, play.variableValues());
    Object.entries(one.values).forEach(function ([name, value]) {
      if (value !== "") {
        values[name] = value;
      }
    });
    return values;
  }

  async function importCsv() {
    var file = this.files[0];
    this.value = "";
    if (!file) {
      return;
    }
    if (file.size > 5 << 20) {
      play.say(file.name + " is larger than 5 MB.");
      return;
    }
    var table = play.csv.parse((await file.text()).replace(/^\uFEFF/, ""));
    if (!table || table.length < 2) {
      play.say(table ? file.name + " has no line below the names." : "A quotation mark in " + file.name + " is never closed.");
      return;
    }
    var known = names();
    var unknown = table[0].filter(function (name) {
      return !known.includes(name.trim());
    });
    if (unknown.length === table[0].length) {
      play.say("The first line of " + file.name + " has none of the names " + known.join(", ") + ".");
      return;
    }
    var taken = table.slice(1, MOST + 1 - rows.length);
    taken.forEach(function (fields) {
      var values = {};
      table[0].forEach(function (name, place) {
        values[name.trim()] = fields[place] || "";
      });
      rows.push(row(values));
    });
    play.say(unknown.length ? "Not a variable of the prompt, so not used: " + unknown.join(", ") + "." : "");
    changed();
  }

  function exportCsv() {
    var columns = play.columns.all().filter(function (column) {
      return column.model;
    });
    var heads = names().slice();
    columns.forEach(function (column) {
      var of = column.model + (column.connection ? "/" + column.connection : "");
      heads.push(of, of + " status", of + " millis", of + " input tokens", of + " output tokens");
    });
    var lines = [heads].concat(rows.map(function (one) {
      var fields = names().map(function (name) {
        return one.values[name];
      });
      columns.forEach(function (column) {
        var result = one.results.get(column);
        var done = result && result.type === "done";
        var failed = result && result.type === "failure";
        fields.push(
          done ? result.text : failed ? result.message : "",
          done ? "complete" : failed ? result.code || "failed" : "",
          done || failed ? result.millis : "",
          done ? result.inputTokens : "",
          done ? result.outputTokens : ""
        );
      });
      return fields;
    }));
    var link = make("a", { href: URL.createObjectURL(new Blob(["\uFEFF" + play.csv.write(lines)], { type: "text/csv" })), download: "playground.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function generate() {
    var made = await play.generate(names(), function (state) {
      byId("rows-count").textContent = state;
    });
    made.slice(0, MOST - rows.length).forEach(function (values) {
      rows.push(row(values));
    });
    changed();
  }

  play.rows = {
    run: run,
    saved: function () {
      return rows.map(function (one) {
        return one.values;
      });
    },
    open: function (saved) {
      rows = saved.slice(0, MOST).map(row);
    },
    stop: function () {
      stopped = true;
    },
  };

  ["play-tab", "play-columns", "play-variables"].forEach(function (event) {
    document.addEventListener(event, function () {
      if (!pane().hidden && !play.rowsRunning) {
        show();
      }
    });
  });
})();
