/* The code that makes the call on the screen from an application, through records, or over HTTP. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;

  var java = play.java.text;

  function parameters(call) {
    var text = "";
    if (call.temperature !== null) {
      text += "\n                    .withTemperature(" + Number(call.temperature) + ")";
    }
    if (call.topP !== null) {
      text += "\n                    .withTopP(" + Number(call.topP) + ")";
    }
    if (call.maxTokens !== null) {
      text += "\n                    .withMaxTokens(" + call.maxTokens + ")";
    }
    if (call.stop.length) {
      text += "\n                    .withStop(" + call.stop.map(java).join(", ") + ")";
    }
    if (call.seed !== null) {
      text += "\n                    .withSeed(" + call.seed + "L)";
    }
    if (call.reasoningEffort) {
      text += "\n                    .withReasoningEffort(ReasoningEffort." + call.reasoningEffort + ")";
    }
    return text;
  }

  function ofJava(call) {
    var lines = [
      "@Resource(lookup = \"eis/ExternalModels\")",
      "ModelConnectionFactory models;",
      "",
      "String answer() {",
    ];
    var variables = Object.entries(call.variables).map(function ([name, value]) {
      return "            .variable(" + java(name) + ", " + play.java.value(value, lines) + ")";
    });
    lines.push("    InferenceRequest request = InferenceRequest.builder()");
    if (call.system) {
      lines.push("            .system(" + java(call.system) + ")");
    }
    if (call.images.length || call.audio.length) {
      var parts = [call.prompt ? "Content.text(" + java(call.prompt) + ")" : ""];
      call.images.forEach(function (image) {
        parts.push("Content.image(Media.of(" + java(image.mediaType) + ", imageBytes))");
      });
      call.audio.forEach(function (sound) {
        parts.push("Content.audio(Media.of(" + java(sound.mediaType) + ", audioBytes))");
      });
      lines.push("            .user(" + parts.filter(Boolean).join(", ") + ")");
    } else if (call.prompt) {
      lines.push("            .user(" + java(call.prompt) + ")");
    }
    lines.push.apply(lines, variables);
    if (parameters(call)) {
      lines.push("            .parameters(InferenceParameters.DEFAULTS" + parameters(call) + ")");
    }
    if (call.schema) {
      lines.push("            .responseFormat(ResponseFormat.jsonSchema(\"answer\", " + java(JSON.stringify(call.schema)) + "))");
    }
    lines.push(
      "            .build();",
      "    try (ModelConnection model = models.getConnection(" + java(call.model) + (call.connection ? ", " + java(call.connection) : "") + ")) {",
      "        return model.infer(request).text();",
      "    }",
      "}"
    );
    return lines.join("\n");
  }

  function ofRecords(call) {
    var lines = [
      "@Resource(lookup = \"eis/ExternalModelsCci\")",
      "ConnectionFactory models;",
      "",
      "String answer() throws ResourceException {",
      "    Connection connection = models.getConnection();",
      "    try {",
      "        MappedRecord<String, Object> input = models.getRecordFactory().createMappedRecord(\"input\");",
    ];
    function put(name, value) {
      lines.push("        input.put(\"" + name + "\", " + value + ");");
    }
    put("model", java(call.model));
    if (call.connection) {
      put("connection", java(call.connection));
    }
    if (call.system) {
      put("system", java(call.system));
    }
    if (call.prompt) {
      put("prompt", java(call.prompt));
    }
    [["images", call.images], ["audio", call.audio]].forEach(function ([name, files]) {
      if (files.length) {
        lines.push("        IndexedRecord<Object> " + name + " = models.getRecordFactory().createIndexedRecord(\"" + name + "\");");
        files.forEach(function (file, place) {
          var one = name + place;
          lines.push(
            "        MappedRecord<String, Object> " + one + " = models.getRecordFactory().createMappedRecord(\"" + one + "\");",
            "        " + one + ".put(\"mediaType\", " + java(file.mediaType) + ");",
            "        " + one + ".put(\"bytes\", " + one + "Bytes);",
            "        " + name + ".add(" + one + ");"
          );
        });
        put(name, name);
      }
    });
    if (Object.keys(call.variables).length) {
      put("variables", play.java.record(call.variables, lines, "variables"));
    }
    if (call.temperature !== null) {
      put("temperature", Number(call.temperature));
    }
    if (call.topP !== null) {
      put("topP", Number(call.topP));
    }
    if (call.maxTokens !== null) {
      put("maxTokens", call.maxTokens);
    }
    if (call.seed !== null) {
      put("seed", call.seed + "L");
    }
    if (call.stop.length) {
      put("stop", java(call.stop[0]));
    }
    if (call.reasoningEffort) {
      put("reasoningEffort", java(call.reasoningEffort.toLowerCase()));
    }
    if (call.schema) {
      put("responseSchema", java(JSON.stringify(call.schema)));
    }
    lines.push(
      "        MappedRecord<?, ?> answer = (MappedRecord<?, ?>) connection.createInteraction().execute(null, input);",
      "        return (String) answer.get(\"text\");",
      "    } finally {",
      "        connection.close();",
      "    }",
      "}"
    );
    return lines.join("\n");
  }

  function ofHttp(call) {
    var body = { model: call.model + (call.connection ? "/" + call.connection : ""), messages: [] };
    if (call.system) {
      body.messages.push({ role: "system", content: call.system });
    }
    if (call.prompt || call.images.length || call.audio.length) {
      body.messages.push({ role: "user", content: content(call) });
    }
    if (Object.keys(call.variables).length) {
      body.variables = call.variables;
    }
    if (call.temperature !== null) {
      body.temperature = Number(call.temperature);
    }
    if (call.topP !== null) {
      body.top_p = Number(call.topP);
    }
    if (call.maxTokens !== null) {
      body.max_tokens = call.maxTokens;
    }
    if (call.seed !== null) {
      body.seed = call.seed;
    }
    if (call.stop.length) {
      body.stop = call.stop;
    }
    if (call.reasoningEffort) {
      body.reasoning_effort = call.reasoningEffort.toLowerCase();
    }
    if (call.schema) {
      body.response_format = { type: "json_schema", json_schema: { name: "answer", schema: call.schema, strict: true } };
    }
    var json = JSON.stringify(body, null, 2).replace(/'/g, "'\\''");
    return "curl " + location.origin + "/v1/chat/completions \\\n  -H \"Authorization: Bearer $APPLICATION_KEY\" \\\n  -H \"Content-Type: application/json\" \\\n  -d '" + json + "'";
  }

  function content(call) {
    if (!call.images.length && !call.audio.length) {
      return call.prompt;
    }
    var parts = call.prompt ? [{ type: "text", text: call.prompt }] : [];
    call.images.forEach(function (image) {
      parts.push({ type: "image_url", image_url: { url: "data:" + image.mediaType + ";base64,…" } });
    });
    call.audio.forEach(function (sound) {
      parts.push({ type: "input_audio", input_audio: { format: sound.mediaType.split("/")[1], data: "…" } });
    });
    return parts;
  }

  function block(title, hint, code) {
    var id = "code-" + title.toLowerCase();
    var copy = make("button", { type: "button", class: "button small", "data-copies": id, "aria-label": "Copy: " + title }, make("span", {}, "Copy"));
    return make("section", { class: "code-block", "aria-label": title }, [
      make("header", {}, [make("div", {}, [make("h2", {}, title), make("p", { class: "muted" }, hint)]), copy]),
      make("pre", { id: id, class: "shown", tabindex: "0" }, code),
    ]);
  }

  function show() {
    var pane = byId("pane-code");
    if (pane.hidden) {
      return;
    }
    var column = play.columns.all().find(function (one) {
      return one.model;
    });
    if (!column) {
      pane.replaceChildren(make("p", { class: "muted code-block" }, "Choose a model above to see how an application calls it."));
      return;
    }
    var question = play.question();
    var call = play.call(column, question, question.values);
    var unstructured = call.schema && column.about && !column.about.features.includes("structured-response");
    if (unstructured) {
      call.schema = null;
    }
    pane.replaceChildren(
      unstructured ? make("p", { class: "muted code-block" }, column.model + " has no structured response: the code leaves the schema out, and the answer is plain text.") : "",
      block("Java", "Injected like a data source, for " + column.model + ".", ofJava(call)),
      block("CCI", "Records only: no class of the product is needed.", ofRecords(call)),
      block("curl", "OpenAI-compatible, with an application key.", ofHttp(call))
    );
  }

  ["play-tab", "play-columns", "play-variables", "input"].forEach(function (event) {
    document.addEventListener(event, show);
  });
})();
