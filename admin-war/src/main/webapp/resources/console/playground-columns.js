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

  var FORMS = {
    native: "The model keeps to the schema",
    prompted: "The schema was added to the prompt",
    "text-instead": "Plain text: structured response is not enabled for this model",
  };

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

  Column.prototype.chip = function (look, text) {
    return make("span", { class: "chip " + look }, text);
  };

  Column.prototype.run = async function () {
    if (!this.model) {
      this.state.replaceChildren(this.chip("warn", "No model chosen"));
      this.modelInput.focus();
      return;
    }
    var self = this;
    var reasoning = null;
    var text = document.createTextNode("");
    this.answer.replaceChildren(text);
    this.answer.classList.remove("json");
    this.facts.replaceChildren();
    this.state.replaceChildren(this.chip("", "Waiting for the model"));
    var question = play.question();
    var result = await play.running.send(this, play.call(this, question, question.values), function (line) {
      if (line.type === "text") {
        self.state.replaceChildren(self.chip("", "Answering"));
        text.appendData(line.text);
      } else if (line.type === "reasoning") {
        if (!reasoning) {
          reasoning = make("div", { class: "reasoning" });
          self.answer.prepend(reasoning);
        }
        reasoning.append(line.text);
      }
    });
    if (result.type === "done") {
      this.done(result, text);
    } else {
      this.failed(result);
    }
  };

  Column.prototype.done = function (result, text) {
    var chips = [this.chip("good", result.finishReason === "LENGTH" ? "Cut at max tokens" : "Complete")];
    if (FORMS[result.form]) {
      chips.push(this.chip(result.form === "native" ? "plain" : "warn", FORMS[result.form]));
    }
    this.state.replaceChildren.apply(this.state, chips);
    if (result.form === "native" || result.form === "prompted") {
      this.answer.classList.add("json");
      text.data = pretty(text.data);
    }
    result.toolCalls.forEach(function (call) {
      this.answer.append(make("pre", { class: "shown" }, call.name + "(" + call.arguments + ")"));
    }, this);
    result.images.forEach(function (image) {
      this.answer.append(image.data ? make("img", { src: image.data, alt: "Image made by the model" }) : make("p", {}, addressOf(image.uri)));
    }, this);
    if (!this.answer.textContent && !result.images.length) {
      this.answer.append(make("span", { class: "hint" }, "The answer is empty."));
    }
    this.showFacts(result);
  };

  /* The page shows no pictures of other hosts: whoever wants to see one goes there. */
  function addressOf(uri) {
    return /^https?:\/\//i.test(uri)
      ? make("a", { href: uri, target: "_blank", rel: "noreferrer" }, "Image, at " + new URL(uri).host)
      : "Image, at " + uri;
  }

  function pretty(json) {
    try {
      return JSON.stringify(JSON.parse(json), null, 2);
    } catch (notJson) {
      return json;
    }
  }

  Column.prototype.failed = function (failure) {
    var look = failure.code === "CANCELLED" ? "warn" : "bad";
    this.state.replaceChildren(this.chip(look, failure.code === "CANCELLED" ? "Stopped" : failure.code || "Failed"));
    if (failure.code !== "CANCELLED") {
      this.answer.append(make("p", { class: "problem", role: "alert" }, failure.message));
      if (failure.code === "MODEL_NOT_ACTIVE" || failure.code === "MODEL_NOT_FOUND") {
        this.answer.append(make("p", {}, make("a", { href: play.models }, "Look at the models")));
      } else if (failure.ofConnection && this.about && this.about.name === failure.model) {
        this.answer.append(make("p", {}, make("a", { href: play.connections + "?id=" + encodeURIComponent(this.about.id) },
          failure.connection ? "Look at the connection " + failure.connection : "Look at its connections")));
      }
      if (failure.body) {
        this.answer.append(make("details", {}, [make("summary", {}, "Answer as received"), make("pre", { class: "shown" }, failure.body)]));
      }
    }
    this.showFacts(failure);
  };

  function tokens(count) {
    return count === null || count === undefined ? "unknown" : count.toLocaleString("en");
  }

  function seconds(millis) {
    return millis < 1000 ? millis + " ms" : (millis / 1000).toFixed(1) + " s";
  }

  Column.prototype.showFacts = function (result) {
    var facts = [];
    if (result.millis !== undefined) {
      facts.push(seconds(result.millis));
    }
    if (result.firstChunkMillis) {
      facts.push("first chunk " + seconds(result.firstChunkMillis));
    }
    if (result.type === "done") {
      facts.push("in " + tokens(result.inputTokens), "out " + tokens(result.outputTokens));
      if (result.reasoningTokens) {
        facts.push("reasoning " + tokens(result.reasoningTokens));
      }
      facts.push(result.connection);
    }
    this.facts.replaceChildren.apply(this.facts, facts.map(function (fact) {
      return make("span", {}, fact);
    }));
    if (result.traceId) {
      this.facts.append(make("a", { href: play.traces + "?id=" + encodeURIComponent(result.traceId) }, "Trace"));
    }
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
    tokens: tokens,
    seconds: seconds,
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
