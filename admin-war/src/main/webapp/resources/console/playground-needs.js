/* What a call would go without: told beside the field, before anything is called. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;

  var FIELDS = {
    prompt: { id: "play-prompt", message: "Write a prompt." },
    system_prompt: { id: "play-system", message: "Write a system prompt: the model's template needs one." },
    files: { id: "play-files", message: "Attach a file: the model takes no text alone." },
  };

  function given(value) {
    return value !== null && value !== undefined && String(value).trim() !== "";
  }

  /* What of a call stands in for a variable of a template, as the server has it too. */
  function stands(call, name) {
    var parts = {
      prompt: call.prompt,
      system_prompt: call.system,
      temperature: call.temperature,
      top_p: call.topP,
      max_tokens: call.maxTokens,
      stop: call.stop[0],
      seed: call.seed,
      reasoning_effort: call.reasoningEffort,
    };
    return given(name in call.variables ? call.variables[name] : parts[name]);
  }

  function ofTemplate(column, call) {
    return column.about.variables.filter(function (variable) {
      return variable.required && !stands(call, variable.name);
    }).map(function (variable) {
      return variable.name;
    });
  }

  /* A model that hears or sees needs no prompt with its files. */
  function ofConversation(column, call) {
    var takes = column.about ? column.about.modalities : [];
    if (given(call.prompt) || (call.images.length && takes.includes("image-to-text")) || (call.audio.length && takes.includes("audio-to-text"))) {
      return [];
    }
    var filesOnly = takes.length && takes.every(function (modality) {
      return modality === "image-to-text" || modality === "audio-to-text";
    });
    return [filesOnly ? "files" : "prompt"];
  }

  /* Names of all that is used by the prompts, or needed by a model, and has no value. */
  function missing(columns, question, values) {
    var names = question.written.filter(function (name) {
      return !given(values[name]);
    });
    columns.forEach(function (column) {
      var call = play.call(column, question, values);
      names.push.apply(names, column.about && column.about.template ? ofTemplate(column, call) : ofConversation(column, call));
    });
    return Array.from(new Set(names));
  }

  function clear(field) {
    var problem = byId(field.id + "-problem");
    if (problem) {
      problem.remove();
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }

  function tell(names) {
    document.querySelectorAll("#play-form [aria-invalid]").forEach(clear);
    names.map(function (name) {
      var fixed = FIELDS[name];
      var field = byId("play-variable-" + name) || byId(fixed.id);
      var id = field.id + "-problem";
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", id);
      field.closest(".field").append(make("p", { class: "problem", id: id }, fixed && field.id === fixed.id ? fixed.message : "Give it a value."));
      var fold = field.closest("details");
      if (fold) {
        fold.open = true;
      }
      return field;
    }).slice(0, 1).forEach(function (first) {
      first.focus();
    });
  }

  play.needs = { missing: missing, tell: tell };

  document.addEventListener("DOMContentLoaded", function () {
    ["input", "change"].forEach(function (event) {
      byId("play-form").addEventListener(event, function (change) {
        clear(change.target);
      });
    });
  });
})();
