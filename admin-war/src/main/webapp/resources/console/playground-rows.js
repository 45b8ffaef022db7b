/* Rows of test inputs: every row goes to every model, with progress, averages and an export. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;
  var MOST = 500;
  var FULL = "A run has at most " + MOST + " rows.";
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
    return { values: values || {}, missing: [], results: new Map(), cells: new Map() };
  }

  function title(column) {
    return column.model + (column.connection ? "/" + column.connection : "");
  }

  /* What one model answered is not shown as another's: a column may have got a different one since. */
  function resultOf(one, column) {
    var result = one.results.get(column);
    return result && result.of === title(column) ? result.said : null;
  }

  function pane() {
    return byId("pane-rows");
  }

  function show() {
    var columns = play.columns.chosen();
    var running = Boolean(play.rowsRunning);
    var box = pane();
    var bar = make("div", { class: "rows-bar" }, [
      make("button", { type: "button", class: "button small", disabled: running, onclick: addRow }, "Add a row"),
      make("label", { class: "button small", disabled: running }, ["Import CSV", make("input", { type: "file", disabled: running, accept: ".csv,text/csv", class: "visually-hidden", onchange: importCsv })]),
      make("button", { type: "button", class: "button small", disabled: running, onclick: generate }, "Generate rows"),
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
      return make("th", { scope: "col" }, title(column));
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
      var area = make("textarea", { class: "area", rows: 1, readonly: Boolean(play.rowsRunning), "aria-label": name + " of row " + (place + 1), "aria-invalid": one.missing.includes(name) ? "true" : null, oninput: function () {
        one.values[name] = this.value;
        one.missing = [];
        this.removeAttribute("aria-invalid");
        play.keep();
      } });
      area.value = one.values[name] || "";
      return make("td", {}, area);
    });
    one.cells = new Map();
    columns.forEach(function (column) {
      var cell = make("td");
      play.answer.inCell(cell, resultOf(one, column));
      one.cells.set(column, cell);
      cells.push(cell);
    });
    cells.push(make("td", { class: "actions" }, make("button", { type: "button", class: "button quiet small", disabled: Boolean(play.rowsRunning), "aria-label": "Remove row " + (place + 1), onclick: function () {
      rows.splice(place, 1);
      changed();
    } }, make("span", { class: "pi pi-trash", "aria-hidden": "true" }))));
    return make("tr", {}, cells);
  }

  function averages(columns) {
    return make("tr", {}, [make("td", { colspan: names().length }, "Average")].concat(columns.map(function (column) {
      return make("td", {}, play.averages(rows.map(function (one) {
        return resultOf(one, column);
      }).filter(function (result) {
        return result && result !== "waiting";
      })));
    }), make("td")));
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
      play.say(FULL);
    }
  }

  /* ---- running ---- */

  /* What is typed, added or chosen after the start is of no effect on the calls of a run. */
  async function run() {
    var columns = play.columns.chosen();
    if (!rows.length || !columns.length) {
      play.say(rows.length ? "Choose a model above." : "Add a row first.");
      return;
    }
    stopped = false;
    var question = play.question();
    rows.forEach(function (one) {
      one.missing = play.needs.missing(columns, question, valuesOf(one, question));
    });
    var beside = rows.flatMap(function (one) {
      return one.missing;
    }).filter(function (name) {
      return !names().includes(name);
    });
    play.needs.tell(Array.from(new Set(beside)));
    if (beside.length) {
      return;
    }
    var work = rows.flatMap(function (one) {
      var values = valuesOf(one, question);
      var said = one.missing.length ? play.running.failure("MISSING_VARIABLE", "not sent, without a value for " + one.missing.join(", ")) : "waiting";
      return columns.map(function (column) {
        one.results.set(column, { of: title(column), said: said });
        return { row: one, column: column, of: title(column), call: play.call(column, question, values) };
      });
    }).filter(function (call) {
      return !call.row.missing.length;
    });
    done = 0;
    due = work.length;
    play.rowsRunning = true;
    play.running.busy();
    show();
    var hands = [];
    for (var i = 0; i < AT_ONCE; i++) {
      hands.push(hand(work));
    }
    await Promise.all(hands);
    play.rowsRunning = false;
    play.running.busy();
    show();
  }

  async function hand(work) {
    while (work.length) {
      var one = work.shift();
      var said = await answer(one);
      one.row.results.set(one.column, { of: one.of, said: said });
      done++;
      refill(one);
      addCost(one, said);
      var progress = byId("rows-progress");
      if (progress) {
        progress.value = done;
        byId("rows-count").textContent = done + " of " + due;
      }
    }
  }

  function refill(one) {
    var cell = one.row.cells.get(one.column);
    if (cell) {
      play.answer.inCell(cell, resultOf(one.row, one.column));
    }
  }

  /* The cost comes after the answer, and the page may be another one by then. */
  function addCost(one, result) {
    if (result.type === "done" && result.traceId) {
      play.costs.learn(result, function () {
        refill(one);
        var foot = pane().querySelector("tfoot");
        if (foot && !play.rowsRunning) {
          foot.replaceChildren(averages(play.columns.chosen()));
        }
      });
    }
  }

  function answer(one) {
    if (stopped) {
      return play.running.failure("CANCELLED", "not sent, the run was stopped");
    }
    if (!play.columns.all().includes(one.column)) {
      return play.running.failure("CANCELLED", "not sent, the model was removed");
    }
    return play.running.send(one.column, one.call, function () {});
  }

  /* Values of a row win over those beside the prompt. It may have some for names that the prompt had before. */
  function valuesOf(one, question) {
    var values = Object.assign({}, question.values);
    names().forEach(function (name) {
      if (one.values[name]) {
        values[name] = one.values[name];
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
    var read = await play.rowFiles.read(file, names());
    play.say([read.problem, read.lines ? take(read.lines, "lines of " + file.name) : "", read.note].filter(Boolean).join(" "));
    if (read.lines) {
      changed();
    }
  }

  /* Adds rows as long as there is room, and says what was left out. */
  function take(made, what) {
    var room = MOST - rows.length;
    made.slice(0, room).forEach(function (values) {
      rows.push(row(values));
    });
    return made.length > room ? room + " of " + made.length + " " + what + " were taken. " + FULL : "";
  }

  async function exportCsv() {
    await play.costs.settled();
    var columns = play.columns.chosen();
    play.rowFiles.save(names(), columns.map(title), rows.map(function (one) {
      return { values: one.values, results: columns.map(resultOf.bind(null, one)) };
    }));
  }

  async function generate() {
    if (rows.length >= MOST) {
      play.say(FULL);
      return;
    }
    var made = await play.generate(names(), function (state) {
      byId("rows-count").textContent = state;
    });
    var left = take(made, "rows");
    if (left) {
      play.say(left);
    }
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
      /* A run is of the variables that there were at its start. */
      if (!pane().hidden && !(play.rowsRunning && event === "play-variables")) {
        show();
      }
    });
  });
})();
