/* Saved prompts: opened, saved as a next version, and which version opens first. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }
  var make = play.make;
  var byId = play.byId;
  var lastName = "";

  function sheet(title, content) {
    var box = byId("prompt-sheet");
    box.replaceChildren(
      make("header", {}, [
        make("h2", { id: "prompt-sheet-title" }, title),
        make("button", { type: "button", class: "button quiet small", onclick: function () {
          box.close();
        } }, "Close"),
      ]),
      content
    );
    if (!box.open) {
      box.showModal();
    }
    return box;
  }

  async function list() {
    var found = await play.askJson("/prompts");
    if (!found) {
      return;
    }
    if (!found.items.length) {
      sheet("Saved prompts", make("div", { class: "empty" }, [
        make("h3", {}, "Nothing is saved yet"),
        make("p", {}, "Save prompt keeps what is on the page, parameters and schema included, for everybody who uses the playground."),
      ]));
      return;
    }
    sheet("Saved prompts", make("div", {}, found.items.map(line)));
  }

  function line(prompt) {
    return make("div", { class: "saved" }, [
      make("div", {}, [
        make("strong", {}, prompt.name),
        button("Open", function () {
          openVersion(prompt.id, prompt.defaultVersion, prompt.name);
        }),
        button("Versions", function () {
          versions(prompt.id);
        }),
        play.deletes ? button("Delete", function (event) {
          confirmDelete(event.target, prompt);
        }) : "",
      ]),
      make("span", { class: "muted" }, "Version " + prompt.defaultVersion + " of " + prompt.newestVersion + ", changed by " + prompt.changedBy + " on " + day(prompt.changedOn)),
    ]);
  }

  function button(label, does) {
    return make("button", { type: "button", class: "button small", onclick: does }, label);
  }

  function day(time) {
    return new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  }

  /* The second press deletes. */
  function confirmDelete(pressed, prompt) {
    if (!pressed.classList.contains("danger")) {
      pressed.classList.add("danger");
      pressed.textContent = "Delete all " + prompt.newestVersion + " versions";
      return;
    }
    play.ask("/prompts?id=" + encodeURIComponent(prompt.id), { method: "DELETE" }).then(list);
  }

  async function versions(id) {
    var prompt = await play.askJson("/prompts?id=" + encodeURIComponent(id));
    if (!prompt) {
      return;
    }
    sheet(prompt.name, make("div", {}, prompt.versions.map(function (version) {
      var first = version.number === prompt.defaultVersion;
      return make("div", { class: "saved" }, [
        make("div", {}, [
          make("strong", {}, "Version " + version.number),
          first ? make("span", { class: "chip plain" }, "Opens first") : button("Open this first", async function () {
            await play.ask("/prompts", { method: "PUT", body: JSON.stringify({ id: id, version: version.number }) });
            versions(id);
          }),
          button("Open", function () {
            take(prompt, version);
          }),
        ]),
        make("span", { class: "muted" }, "Saved by " + version.savedBy + " on " + day(version.savedOn)),
        make("span", {}, (version.document.prompt || "").slice(0, 160)),
      ]);
    })));
  }

  async function openVersion(id, number) {
    var prompt = await play.askJson("/prompts?id=" + encodeURIComponent(id));
    if (prompt) {
      take(prompt, prompt.versions.find(function (version) {
        return version.number === number;
      }) || prompt.versions[0]);
    }
  }

  function take(prompt, version) {
    lastName = prompt.name;
    play.open(version.document);
    play.keep();
    byId("prompt-sheet").close();
  }

  function ask() {
    var name = make("input", { id: "prompt-name", class: "input", maxlength: "100", value: lastName, required: true });
    var form = make("form", { class: "dialog-form", onsubmit: async function (event) {
      event.preventDefault();
      var saved = await play.askJson("/prompts", { method: "POST", body: JSON.stringify({ name: name.value, document: play.document() }) });
      if (saved) {
        lastName = saved.name;
        sheet("Saved", make("p", {}, saved.name + " is saved as version " + saved.newestVersion + "."));
      } else {
        byId("prompt-sheet").close();
      }
    } }, [
      make("div", { class: "field" }, [
        make("label", { for: "prompt-name" }, "Name"),
        name,
        make("p", { class: "help" }, "A name that is there already gets a next version; nothing is overwritten."),
      ]),
      make("div", { class: "dialog-actions" }, make("button", { class: "button primary" }, "Save")),
    ]);
    sheet("Save prompt", form);
    name.select();
  }

  document.addEventListener("DOMContentLoaded", function () {
    byId("open-prompts").addEventListener("click", list);
    byId("save-prompt").addEventListener("click", ask);
  });
})();
