/* Long files: how many lines are there can be seen while they come, and they can be cancelled. Without this they are links. */
(function () {
  "use strict";

  /* Of what is whole, a browser keeps a large part on disk. */
  var PIECE = 8 * 1024 * 1024;

  var underWay = false;

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-counts]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      download(link);
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (underWay) {
      event.preventDefault();
    }
  });

  function download(link) {
    var place = document.getElementById("download");
    var bar = place.querySelector("progress");
    var told = place.querySelector("[role=status]");
    var button = place.querySelector("button");
    var abort = new AbortController();
    var lines = 0;
    var total = null;

    function show() {
      if (!underWay) {
        return;
      }
      var all = total === null || total < lines ? "" : " of " + total.toLocaleString("en");
      told.textContent = lines.toLocaleString("en") + all + " lines";
      if (all) {
        bar.max = Math.max(1, total);
        bar.value = lines;
      }
    }

    function over(sentence) {
      var focused = document.activeElement === button;
      underWay = false;
      abort.abort();
      bar.hidden = button.hidden = true;
      link.hidden = false;
      told.textContent = sentence;
      if (focused) {
        link.focus();
      }
    }

    underWay = true;
    bar.removeAttribute("value");
    bar.hidden = button.hidden = place.hidden = false;
    link.hidden = true;
    show();
    button.focus();
    button.onclick = function () {
      over("Cancelled");
    };
    count(link.dataset.counts, abort.signal).then(function (known) {
      total = known;
      show();
    }, function () {
      // Without it there are lines to be seen, but not of how many.
    });
    read(link.href, abort.signal, function (more) {
      lines = more;
      show();
    }).then(function (file) {
      show();
      over(told.textContent + " saved");
      save(file);
    }, function (failure) {
      if (failure.refused) {
        over("");
        location.assign(link.href);
      } else if (!abort.signal.aborted) {
        over("It broke off, and nothing is saved. Try again.");
      }
    });
  }

  /* How many there are is in the page, or will be, if it shows what all of them come to. */
  function count(address, signal) {
    var part = document.querySelector("[data-loads]");
    return new Promise(function (resolve, reject) {
      function look(root) {
        var known = root.querySelector("[data-total]");
        return known ? resolve(Number(known.dataset.total)) || true : false;
      }
      if (part && !look(part)) {
        var seen = new MutationObserver(function () {
          if (look(part) || signal.aborted) {
            seen.disconnect();
          }
        });
        seen.observe(part, { childList: true });
      } else if (!part) {
        fetch(address, { signal: signal }).then(function (answer) {
          return answer.ok && !answer.redirected ? answer.text() : Promise.reject();
        }).then(function (text) {
          look(new DOMParser().parseFromString(text, "text/html"));
        }).catch(reject);
      }
    });
  }

  function read(address, signal, tell) {
    return fetch(address, { signal: signal }).then(function (answer) {
      var type = answer.headers.get("Content-Type") || "";
      if (!answer.ok || answer.redirected || !type.startsWith("text/csv")) {
        return Promise.reject({ refused: true });
      }
      var name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"));
      var reader = answer.body.getReader();
      var lines = counter();
      var whole = [];
      var rest = [];
      var length = 0;

      function next(part) {
        if (part.done) {
          return { name: name ? name[1] : "", content: new Blob(whole.concat(rest), { type: type }) };
        }
        rest.push(part.value);
        length += part.value.length;
        if (length >= PIECE) {
          whole.push(new Blob(rest));
          rest = [];
          length = 0;
        }
        tell(lines(part.value));
        return reader.read().then(next);
      }

      return reader.read().then(next);
    });
  }

  /* Counts lines but for the first, which has the names of the columns. One in quotation marks does not end there. */
  function counter() {
    var quoted = false;
    var ends = 0;
    return function (bytes) {
      for (var i = 0; i < bytes.length; i++) {
        if (bytes[i] === 0x22) {
          quoted = !quoted;
        } else if (bytes[i] === 0x0a && !quoted) {
          ends++;
        }
      }
      return Math.max(0, ends - 1);
    };
  }

  function save(file) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(file.content);
    link.download = file.name;
    link.click();
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 60000);
  }
})();
