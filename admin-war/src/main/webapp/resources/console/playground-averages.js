/* What the answers to rows of inputs come to. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }

  /* Unknown counts are left out of an average, and it says of how many it is. */
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

  /* Of those that are known in one currency; sums of several have no average. */
  function cost(results) {
    var known = results.filter(function (result) {
      return result.cost && result.cost.currency;
    });
    var currencies = new Set(known.map(function (result) {
      return result.cost.currency;
    }));
    if (currencies.size !== 1) {
      return "";
    }
    var sum = known.reduce(function (all, result) {
      return all + result.cost.cost;
    }, 0);
    return "cost " + play.costs.sum(sum / known.length, known[0].cost.currency) + (known.length < results.length ? " (of " + known.length + ")" : "");
  }

  play.averages = function (results) {
    if (!results.length) {
      return "–";
    }
    var good = results.filter(function (result) {
      return result.type === "done";
    });
    return [
      average(good, "millis", play.facts.seconds),
      "in " + average(good, "inputTokens", play.facts.tokens),
      "out " + average(good, "outputTokens", play.facts.tokens),
      cost(good),
      results.length - good.length + " failed of " + results.length,
    ].filter(Boolean).join(", ");
  };
})();
