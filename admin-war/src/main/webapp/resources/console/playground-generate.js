/* Rows of test inputs that a model makes. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }

  /* Values for these names, several times; what goes on is told. None after it was said why. */
  async function generate(wanted, tell) {
    var maker = play.columns.all().find(function (column) {
      return column.about && column.about.features.includes("data-generation");
    });
    if (!maker) {
      play.say("None of the models above has the feature data generation. Enable it in a model's definition, or add a column with a model that has it.");
      return [];
    }
    var properties = {};
    wanted.forEach(function (name) {
      properties[name] = { type: "string" };
    });
    var schema = {
      type: "object",
      properties: { rows: { type: "array", items: { type: "object", properties: properties, required: wanted, additionalProperties: false } } },
      required: ["rows"],
      additionalProperties: false,
    };
    var prompt = "Make 5 varied, realistic test inputs for this prompt template, as JSON {\"rows\": [{" + wanted.map(function (name) {
      return "\"" + name + "\": …";
    }).join(", ") + "}]}.\n\n" + document.getElementById("play-prompt").value;
    play.say("");
    tell("Making rows …");
    var result = await play.running.send(maker, {
      model: maker.model,
      connection: maker.connection || null,
      generates: true,
      system: "You make test data. Answer with JSON only.",
      prompt: prompt,
      schema: schema,
    }, function () {});
    tell("");
    if (result.type !== "done") {
      play.say(maker.model + " made no rows: " + result.message);
      return [];
    }
    var made = read(result.text);
    if (!made.length) {
      play.say(maker.model + " answered, but not with rows: " + result.text.slice(0, 200));
    }
    return made.map(function (values) {
      var texts = {};
      wanted.forEach(function (name) {
        texts[name] = values[name] === undefined || values[name] === null ? "" : String(values[name]);
      });
      return texts;
    });
  }

  /* Models like to wrap JSON into a fence. */
  function read(text) {
    try {
      var found = JSON.parse(text.replace(/^\s*```(?:json)?/, "").replace(/```\s*$/, ""));
      var list = Array.isArray(found) ? found : found.rows;
      return Array.isArray(list) ? list.filter(function (one) {
        return one && typeof one === "object";
      }) : [];
    } catch (notJson) {
      return [];
    }
  }

  play.generate = generate;
})();
