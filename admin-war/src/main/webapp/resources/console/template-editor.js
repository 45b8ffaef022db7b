/* The editor of a request template over its text area, which stays the field: Ace with the variables of the page for
   completion, and the problem that the server found, at its line and column. */
(function () {
  "use strict";

  var views = {};

  function variables() {
    return Array.from(document.querySelectorAll(".variables tbody tr")).map(function (row) {
      var inputs = row.querySelectorAll("input");
      var type = row.querySelector("select");
      return inputs.length ? { name: inputs[0].value.trim(), type: type ? type.selectedOptions[0].text : "" } : { name: "" };
    }).filter(function (variable) {
      return variable.name;
    });
  }

  var completer = {
    identifierRegexps: [/[A-Za-z0-9_.-]/],
    getCompletions: function (editor, session, position, prefix, done) {
      var before = session.getLine(position.row).slice(0, position.column - prefix.length);
      if (!before.endsWith("{{")) {
        done(null, []);
        return;
      }
      var closed = session.getLine(position.row).slice(position.column).startsWith("}}");
      done(null, variables().map(function (variable) {
        return { caption: variable.name, value: variable.name + (closed ? "" : "}}"), meta: variable.type };
      }));
    }
  };

  function showProblem(editor, area) {
    var problem = area.closest(".field").querySelector(".problem[data-line]");
    editor.session.clearAnnotations();
    if (!problem || !problem.dataset.line) {
      return;
    }
    var row = Number(problem.dataset.line) - 1;
    var column = Number(problem.dataset.column || 1) - 1;
    editor.session.setAnnotations([{ row: row, column: column, type: "error", text: problem.textContent }]);
    var range = new (ace.require("ace/range").Range)(row, column, row, column + 1);
    editor.session.addMarker(range, "template-problem", "text");
    editor.gotoLine(row + 1, column, false);
  }

  function label(editor, area) {
    var input = editor.textInput.getElement();
    input.setAttribute("aria-label", "Body template");
    input.setAttribute("spellcheck", "false");
    if (area.getAttribute("aria-invalid") === "true") {
      input.setAttribute("aria-invalid", "true");
    }
  }

  function open(area) {
    var host = document.createElement("div");
    host.className = "template-editor";
    area.after(host);
    area.hidden = true;
    /* Without the worker before the mode asks for one: the server finds what is wrong, and the policy allows no blobs. */
    var editor = ace.edit(host, { useWorker: false });
    editor.setOptions({
      mode: "ace/mode/json",
      minLines: 12,
      maxLines: 36,
      tabSize: 2,
      showPrintMargin: false,
      highlightActiveLine: false,
      enableBasicAutocompletion: [completer],
      enableLiveAutocompletion: [completer],
      enableKeyboardAccessibility: true,
      fontSize: 13
    });
    editor.setValue(area.value, -1);
    editor.session.setUseSoftTabs(true);
    editor.session.getUndoManager().reset();
    label(editor, area);

    editor.session.on("change", function () {
      area.value = editor.getValue();
      area.dispatchEvent(new Event("input", { bubbles: true }));
      views[area.id] = null;
    });
    area.addEventListener("input", function () {
      if (area.value !== editor.getValue()) {
        editor.setValue(area.value, -1);
      }
    });
    /* Two braces are the beginning of a variable. */
    editor.commands.on("afterExec", function (event) {
      if (event.command.name === "insertstring" && event.args === "{") {
        var position = editor.getCursorPosition();
        if (editor.session.getLine(position.row).slice(0, position.column).endsWith("{{")) {
          editor.execCommand("startAutocomplete");
        }
      }
    });
    var view = views[area.id];
    if (view) {
      editor.session.setScrollTop(view.top);
      editor.selection.moveToPosition(view.cursor);
    }
    showProblem(editor, area);
    host.editorOfTemplate = editor;
  }

  function start() {
    document.querySelectorAll("textarea[data-template]").forEach(function (area) {
      if (!area.hidden && window.ace) {
        open(area);
      }
    });
  }

  /* The page is drawn anew after each answer of the server; the cursor stays where it was. */
  function remember() {
    document.querySelectorAll(".template-editor").forEach(function (host) {
      var editor = host.editorOfTemplate;
      var area = host.previousElementSibling;
      if (editor && area) {
        views[area.id] = { top: editor.session.getScrollTop(), cursor: editor.getCursorPosition() };
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    start();
    document.addEventListener("click", function (event) {
      var to = event.target.closest ? event.target.closest("a[href='#at-body'], label[for='edit:body']") : null;
      var host = document.querySelector(".template-editor");
      if (to && host) {
        host.editorOfTemplate.focus();
      }
    });
    if (window.jQuery) {
      jQuery(document).on("pfAjaxStart", remember).on("pfAjaxComplete", start);
    }
  });
})();
