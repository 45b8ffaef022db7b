/* What came of a column's call, under its model. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;

  var FORMS = {
    native: "The model keeps to the schema",
    prompted: "The schema was added to the prompt",
    "text-instead": "Plain text: structured response is not enabled for this model",
  };

  function chip(look, text) {
    return make("span", { class: "chip " + look }, text);
  }

  /* The text is what came of it piece by piece. */
  function show(column, result, text) {
    if (result.type === "done") {
      done(column, result, text);
    } else {
      failed(column, result);
    }
    play.facts.show(column.facts, result);
  }

  function done(column, result, text) {
    var chips = [chip("good", result.finishReason === "LENGTH" ? "Cut at max tokens" : "Complete")];
    if (FORMS[result.form]) {
      chips.push(chip(result.form === "native" ? "plain" : "warn", FORMS[result.form]));
    }
    column.state.replaceChildren.apply(column.state, chips);
    if (result.form === "native" || result.form === "prompted") {
      column.answer.classList.add("json");
      text.data = pretty(text.data);
    }
    result.toolCalls.forEach(function (call) {
      column.answer.append(make("pre", { class: "shown" }, call.name + "(" + call.arguments + ")"));
    });
    result.images.forEach(function (image) {
      column.answer.append(image.data ? make("img", { src: image.data, alt: "Image made by the model" }) : make("p", {}, addressOf(image.uri)));
    });
    if (!column.answer.textContent && !result.images.length) {
      column.answer.append(make("span", { class: "hint" }, "The answer is empty."));
    }
  }

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

  function failed(column, failure) {
    var look = failure.code === "CANCELLED" ? "warn" : "bad";
    column.state.replaceChildren(chip(look, failure.code === "CANCELLED" ? "Stopped" : failure.code || "Failed"));
    if (failure.code !== "CANCELLED") {
      column.answer.append(make("p", { class: "problem", role: "alert" }, failure.message));
      if (failure.code === "MODEL_NOT_ACTIVE" || failure.code === "MODEL_NOT_FOUND") {
        column.answer.append(make("p", {}, make("a", { href: play.models }, "Look at the models")));
      } else if (failure.ofConnection && column.about && column.about.name === failure.model) {
        column.answer.append(make("p", {}, make("a", { href: play.connections + "?id=" + encodeURIComponent(column.about.id) },
          failure.connection ? "Look at the connection " + failure.connection : "Look at its connections")));
      }
      if (failure.body) {
        column.answer.append(make("details", {}, [make("summary", {}, "Answer as received"), make("pre", { class: "shown" }, failure.body)]));
      }
    }
  }

  /* The same in the cell of a row of inputs. */
  function inCell(cell, result) {
    if (!result) {
      cell.replaceChildren();
    } else if (result === "waiting") {
      cell.replaceChildren(make("span", { class: "muted" }, "…"));
    } else if (result.type === "done") {
      cell.replaceChildren(
        make("div", { class: "row-answer" }, result.text),
        make("small", { title: result.cost && result.cost.why }, play.facts.inShort(result))
      );
    } else {
      cell.replaceChildren(make("span", { class: "problem" }, (result.code ? result.code + ": " : "") + result.message));
    }
  }

  play.answer = { show: show, inCell: inCell, chip: chip };
})();
