/* What is asked: taken from the page as it stands, and made into a call for each column. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var byId = play.byId;
  var PARAMETERS = {
    temperature: { input: "play-temperature", variable: "temperature" },
    topP: { input: "play-top-p", variable: "top_p" },
    maxTokens: { input: "play-max-tokens", variable: "max_tokens" },
  };

  /* All that is on the page, so that what is typed later is no part of it. */
  function question() {
    var parameters = {};
    Object.entries(PARAMETERS).forEach(function ([name, parameter]) {
      parameters[name] = byId(parameter.input).value.trim();
    });
    return {
      system: byId("play-system").value,
      prompt: byId("play-prompt").value,
      names: play.variableNames(),
      written: play.writtenNames(),
      values: play.variableValues(),
      parameters: parameters,
      seed: byId("play-seed").value.trim(),
      stop: byId("play-stop").value,
      reasoningEffort: byId("play-effort").value,
      schema: play.schema.value(),
      images: play.files.attached("image/"),
      audio: play.files.attached("audio/"),
    };
  }

  /* A template takes what it has a variable for. Models that only draw or write down recordings refuse what is for conversations. */
  function takes(column, name) {
    var about = column.about;
    if (!about) {
      return true;
    }
    if (about.template) {
      return about.variables.some(function (variable) {
        return variable.name === PARAMETERS[name].variable;
      });
    }
    return !about.modalities.length || about.modalities.includes("text-to-text") || about.modalities.includes("image-to-text");
  }

  /* The page's own defaults, which nobody typed, go only to models that take them. */
  function parameter(asked, name, column) {
    var value = asked.parameters[name];
    return value === "" || (value === byId(PARAMETERS[name].input).defaultValue && !takes(column, name)) ? null : value;
  }

  function number(text) {
    return text === null || text === "" ? null : Number(text);
  }

  /* The call of one column with one set of values. Where no variable is named, a row gives the prompt itself. */
  function call(column, asked, values) {
    var prompt = asked.names.length === 0 && values.prompt ? values.prompt : play.filled(asked.prompt, values);
    var template = column.about ? column.about.variables : [];
    var variables = {};
    template.forEach(function (variable) {
      if (values[variable.name] !== undefined && values[variable.name] !== "") {
        variables[variable.name] = typed(variable, values[variable.name]);
      }
    });
    return {
      model: column.model,
      connection: column.connection || null,
      system: play.filled(asked.system, values) || null,
      prompt: prompt || null,
      variables: variables,
      temperature: parameter(asked, "temperature", column),
      topP: parameter(asked, "topP", column),
      maxTokens: number(parameter(asked, "maxTokens", column)),
      seed: number(asked.seed),
      stop: asked.stop === "" ? [] : [asked.stop],
      reasoningEffort: asked.reasoningEffort || null,
      schema: asked.schema,
      images: asked.images,
      audio: asked.audio,
    };
  }

  /* A value that is no string is JSON; what is none is left to the server, which says what it should be. */
  function typed(variable, text) {
    if (variable.type === "string") {
      return text;
    }
    try {
      return JSON.parse(text);
    } catch (notJson) {
      return text;
    }
  }

  play.question = question;
  play.call = call;
})();
