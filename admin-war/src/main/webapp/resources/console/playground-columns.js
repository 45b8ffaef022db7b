/* The columns of the playground: a model each, and what it answers. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;
  var MOST = 5;
  var columns = [];
  /* How many times models were looked for by a part of their name. */
  var searches = 0;

  function Column(saved) {
    this.model = saved.model || "";
    this.connection = saved.connection || "";
    this.about = null;
    this.unfound = make("span", { class: "chip bad" }, "There is no such model");
    this.build();
    this.learned = this.model ? this.learn() : Promise.resolve();
  }

  Column.prototype.build = function () {
    var self = this;
    var number = columns.length + 1;
    this.modelInput = make("input", {
      class: "input", list: "play-models", placeholder: "Choose a model", "aria-label": "Model", autocomplete: "off", spellcheck: "false", value: this.model,
      onfocus: function () {
        find(this.value);
      },
      oninput: function () {
        find(this.value);
      },
      onchange: function () {
        self.model = this.value.trim();
        self.connection = "";
        self.learned = self.learn();
        play.keep();
      },
    });
    this.connectionSelect = make("select", {
      class: "select", "aria-label": "Connection",
      onchange: function () {
        self.connection = this.value;
        play.keep();
        document.dispatchEvent(new Event("play-columns"));
      },
    }, make("option", { value: "" }, "Any connection"));
    this.state = make("div", { class: "column-state", "aria-live": "polite" });
    this.answer = make("div", { class: "column-answer", tabindex: "0", role: "region", "aria-label": "Answer " + number }, make("span", { class: "hint" }, "Run to see the answer here."));
    this.facts = make("div", { class: "column-facts" });
    this.body = make("div", { class: "column-body" }, [this.state, this.answer, this.facts]);
    this.element = make("section", { class: "card column", "aria-label": "Model " + number }, [
      make("div", { class: "column-head" }, [
        this.modelInput,
        make("button", { type: "button", class: "button quiet small", title: "Remove this column", "aria-label": "Remove this column", onclick: function () {
          self.remove();
        } }, make("span", { class: "pi pi-times", "aria-hidden": "true" })),
        this.connectionSelect,
      ]),
      this.body,
    ]);
  };

  /* Connections, features and variables of the model. It may be gone since its name was kept. */
  Column.prototype.learn = async function () {
    var model = this.model;
    this.about = null;
    this.unfound.remove();
    this.showConnections([]);
    var about = model ? await play.askJson("/models?name=" + encodeURIComponent(model)) : null;
    if (model !== this.model) {
      /* Another was chosen meanwhile, and is asked about too. */
      return;
    }
    if (about && !about.name) {
      this.state.replaceChildren(this.unfound);
      about = null;
    }
    this.about = about;
    this.showConnections(about ? about.connections : []);
    play.showVariables();
    document.dispatchEvent(new Event("play-columns"));
  };

  Column.prototype.showConnections = function (names) {
    this.connectionSelect.replaceChildren.apply(this.connectionSelect, [""].concat(names).map(function (name) {
      return make("option", { value: name }, name || "Any connection");
    }));
    this.connectionSelect.value = names.includes(this.connection) ? this.connection : "";
  };

  Column.prototype.remove = function () {
    play.running.stop(this);
    columns.splice(columns.indexOf(this), 1);
    show();
  };

  Column.prototype.run = async function () {
    if (!this.model) {
      this.state.replaceChildren(play.answer.chip("warn", "No model chosen"));
      this.modelInput.focus();
      return;
    }
    var self = this;
    var reasoning = null;
    var text = document.createTextNode("");
    this.answer.replaceChildren(text);
    this.answer.classList.remove("json");
    this.facts.replaceChildren();
    this.state.replaceChildren(play.answer.chip("", "Waiting for the model"));
    var question = play.question();
    var result = await play.running.send(this, play.call(this, question, question.values), function (line) {
      if (line.type === "text") {
        self.state.replaceChildren(play.answer.chip("", "Answering"));
        text.appendData(line.text);
      } else if (line.type === "reasoning") {
        if (!reasoning) {
          reasoning = make("div", { class: "reasoning" });
          self.answer.prepend(reasoning);
        }
        reasoning.append(line.text);
      }
    });
    play.answer.show(this, result, text);
  };

  /* ---- all of them ---- */

  async function find(text) {
    searches++;
    var search = searches;
    var found = await play.askJson("/models?search=" + encodeURIComponent(text || ""));
    if (!found) {
      return;
    }
    if (search !== searches) {
      /* More was typed meanwhile: what fits that may have been there first. */
      return found.items;
    }
    byId("play-models").replaceChildren.apply(byId("play-models"), found.items.map(function (model) {
      return make("option", { value: model.name }, model.source + (model.active ? "" : ", not active"));
    }));
    return found.items;
  }

  function show() {
    byId("columns").replaceChildren.apply(byId("columns"), columns.map(function (column) {
      return column.element;
    }));
    byId("add-column").disabled = columns.length >= MOST;
    byId("add-column").title = columns.length >= MOST ? "Five models are the most" : "";
    play.showVariables();
    play.keep();
    document.dispatchEvent(new Event("play-columns"));
  }

  function add(saved) {
    if (columns.length < MOST) {
      columns.push(new Column(saved || {}));
      show();
    }
  }

  async function open(saved) {
    columns = [];
    saved.slice(0, MOST).forEach(add);
    if (columns.length === 0) {
      var models = await find("");
      var active = (models || []).filter(function (model) {
        return model.active;
      });
      add({ model: active.length ? active[0].name : "" });
      if (models && models.length === 0) {
        columns[0].answer.replaceChildren(make("span", { class: "hint" }, "There is no model yet. "), make("a", { href: play.models }, "Add one"));
      }
    }
  }

  function chosen() {
    return columns.filter(function (column) {
      return column.model;
    });
  }

  play.columns = {
    all: function () {
      return columns;
    },
    chosen: chosen,
    open: open,
    saved: function () {
      return columns.map(function (column) {
        return { model: column.model, connection: column.connection };
      });
    },
    templateVariables: function () {
      return columns.flatMap(function (column) {
        return column.about ? column.about.variables : [];
      }).filter(function (variable) {
        return variable.name !== "prompt" && variable.name !== "system_prompt";
      });
    },
  };

  document.addEventListener("DOMContentLoaded", function () {
    byId("add-column").addEventListener("click", function () {
      add();
      columns[columns.length - 1].modelInput.focus();
    });
    byId("run").addEventListener("click", async function () {
      /* What a model takes decides what it is sent. */
      this.disabled = true;
      await Promise.allSettled(columns.map(function (column) {
        return column.learned;
      }));
      play.running.busy();
      play.say(play.schema.problem());
      if (play.schema.problem()) {
        return;
      }
      if (play.currentTab() === "tab-rows") {
        play.rows.run();
      } else if (columns.length === 0) {
        play.say("Add a model first.");
      } else {
        var question = play.question();
        var missing = play.needs.missing(chosen(), question, question.values);
        play.needs.tell(missing);
        columns.forEach(function (column) {
          if (!missing.length) {
            column.run();
          }
        });
      }
    });
    byId("stop").addEventListener("click", function () {
      play.rows.stop();
      play.running.stop();
    });
  });
})();
