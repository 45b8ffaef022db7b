/* What calls cost. A call's usage is stored a moment after its end, so that is asked for until it is there. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var AT_ONCE = 50;
  var PAUSE = 700;
  var MOST_TIMES = 20;
  var LONGEST_WAIT = 5000;
  var waiting = new Map();
  var asking = false;

  /* What a result's call cost; null without a trace, or if its usage is not stored for long. */
  function of(result) {
    if (!result.traceId) {
      return Promise.resolve(null);
    }
    var entry = waiting.get(result.traceId);
    if (!entry) {
      entry = { times: 0 };
      entry.told = new Promise(function (tell) {
        entry.tell = tell;
      });
      waiting.set(result.traceId, entry);
      begin();
    }
    return entry.told;
  }

  function begin() {
    if (!asking) {
      asking = true;
      setTimeout(ask, PAUSE);
    }
  }

  async function ask() {
    var ids = Array.from(waiting.keys()).slice(0, AT_ONCE);
    (await stored(ids)).forEach(function (cost) {
      tell(cost.id, cost);
    });
    ids.forEach(function (id) {
      var entry = waiting.get(id);
      if (entry) {
        /* Others may be ahead of it now. */
        waiting.delete(id);
        waiting.set(id, entry);
        if (++entry.times >= MOST_TIMES) {
          tell(id, null);
        }
      }
    });
    asking = false;
    if (waiting.size) {
      begin();
    }
  }

  /* Costs are not worth a word about a server that does not answer: the next call is. */
  async function stored(ids) {
    var query = ids.map(function (id) {
      return "call=" + encodeURIComponent(id);
    }).join("&");
    try {
      var response = await fetch(document.getElementById("play").dataset.root + "/costs?" + query, { headers: { "X-Console": "playground" } });
      return response.ok ? (await response.json()).items : [];
    } catch (lost) {
      return [];
    }
  }

  function tell(id, cost) {
    var entry = waiting.get(id);
    if (entry) {
      waiting.delete(id);
      entry.tell(cost);
    }
  }

  /* Fetches what a result's call cost, and says when it is there. */
  async function learn(result, told) {
    result.cost = await of(result);
    told(result.cost);
  }

  /* When all that was asked for is there, or a few seconds have passed: a file is not worth a longer wait. */
  function settled() {
    var all = Promise.all(Array.from(waiting.values(), function (entry) {
      return entry.told;
    }));
    return Promise.race([all, new Promise(function (late) {
      setTimeout(late, LONGEST_WAIT);
    })]);
  }

  /* In words; nothing as long as it may come. */
  function words(cost, whole) {
    if (cost === undefined) {
      return "";
    }
    return "cost " + (cost ? cost.shown : "unknown") + (whole && cost && cost.why ? ": " + cost.why : "");
  }

  /* A sum as the server writes one. */
  function sum(amount, currency) {
    if (amount > 0 && amount < 0.0000005) {
      return "< 0.000001 " + currency;
    }
    return amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 6 : 2 }) + " " + currency;
  }

  play.costs = { learn: learn, settled: settled, words: words, sum: sum };
})();
