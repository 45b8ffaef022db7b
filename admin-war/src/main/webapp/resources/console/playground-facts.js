/* What is said of a call beside its answer: its time, its tokens, its cost, and where its trace is. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;

  function tokens(count) {
    return count === null || count === undefined ? "unknown" : count.toLocaleString("en");
  }

  function seconds(millis) {
    return millis < 1000 ? millis + " ms" : (millis / 1000).toFixed(1) + " s";
  }

  function tokensOf(result) {
    return ["in " + tokens(result.inputTokens), "out " + tokens(result.outputTokens)];
  }

  /* Under the answer of a column. */
  function show(box, result) {
    var facts = [];
    if (result.millis !== undefined) {
      facts.push(seconds(result.millis));
    }
    if (result.firstChunkMillis) {
      facts.push("first chunk " + seconds(result.firstChunkMillis));
    }
    if (result.type === "done") {
      facts = facts.concat(tokensOf(result));
      if (result.reasoningTokens) {
        facts.push("reasoning " + tokens(result.reasoningTokens));
      }
    }
    var cost = make("span", { class: "call-cost" });
    box.replaceChildren.apply(box, facts.map(function (fact) {
      return make("span", {}, fact);
    }).concat(cost));
    if (result.type === "done") {
      box.append(make("span", {}, result.connection));
    }
    if (result.traceId) {
      box.append(make("a", { href: play.traces + "?id=" + encodeURIComponent(result.traceId) }, "Trace"));
      play.costs.learn(result, function (known) {
        /* Of a call without an answer it is said only if there is one. */
        cost.textContent = result.type === "done" || (known && known.cost) ? play.costs.words(known, true) : "";
      });
    }
  }

  /* In the cell of a row. */
  function inShort(result) {
    return [seconds(result.millis)].concat(tokensOf(result), play.costs.words(result.cost, false)).filter(Boolean).join(", ");
  }

  play.facts = { tokens: tokens, seconds: seconds, show: show, inShort: inShort };
})();
