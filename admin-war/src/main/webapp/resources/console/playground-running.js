/* Calls that are under way: made, heard, and stopped, whether or not their column is still on the page. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var byId = play.byId;
  var running = new Set();

  function failure(code, message) {
    return { type: "failure", code: code, message: message };
  }

  function busy() {
    byId("stop").disabled = running.size === 0 && !play.rowsRunning;
    byId("run").disabled = running.size > 0 || Boolean(play.rowsRunning);
  }

  /* Makes a column's call and gives what came of it; pieces go to hear as they arrive. */
  async function send(column, call, hear) {
    var id = window.crypto.randomUUID ? window.crypto.randomUUID() : String(Math.random()).slice(2) + "-" + Date.now();
    var abort = new AbortController();
    var entry = { id: id, column: column, abort: abort };
    running.add(entry);
    busy();
    try {
      var body = Object.assign({ id: id }, call);
      var response = await play.ask("/calls", { method: "POST", body: JSON.stringify(body), signal: abort.signal });
      return response ? await lines(response, hear) : failure("", "The call was not made.");
    } catch (broken) {
      return abort.signal.aborted
        ? failure("CANCELLED", "Stopped.")
        : failure("", "The connection to the server broke. The trace says what became of the call.");
    } finally {
      running.delete(entry);
      busy();
    }
  }

  /*
   * Stops the calls of a column, or all. The server ends the exchange with the provider and sends its last line; a page that
   * cannot wait is let go.
   */
  function stop(column) {
    running.forEach(function (entry) {
      if (!column || entry.column === column) {
        play.ask("/calls?id=" + entry.id, { method: "DELETE", keepalive: true });
        setTimeout(function () {
          entry.abort.abort();
        }, 2000);
      }
    });
  }

  async function lines(response, hear) {
    var reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    var rest = "";
    var last = null;
    for (;;) {
      var piece = await reader.read();
      if (piece.done) {
        break;
      }
      rest += piece.value;
      var whole = rest.split("\n");
      rest = whole.pop();
      whole.filter(Boolean).forEach(function (line) {
        last = JSON.parse(line);
        hear(last);
      });
    }
    if (last && (last.type === "done" || last.type === "failure")) {
      return last;
    }
    return failure("", "The answer broke off. The trace says what became of the call.");
  }

  play.running = { send: send, stop: stop, busy: busy, failure: failure };

  window.addEventListener("pagehide", function () {
    stop();
  });
})();
