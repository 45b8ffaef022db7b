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

  play.averages = function (results) {
    if (!results.length) {
      return "–";
    }
    var good = results.filter(function (result) {
      return result.type === "done";
    });
    return [
      average(good, "millis", play.columns.seconds),
      "in " + average(good, "inputTokens", play.columns.tokens),
      "out " + average(good, "outputTokens", play.columns.tokens),
      results.length - good.length + " failed of " + results.length,
    ].join(", ");
  };
})();
