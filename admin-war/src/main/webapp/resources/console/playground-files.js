/* Images and sounds that go with the prompt. */
(function () {
  "use strict";

  if (!window.play) {
    return;
  }

  var files = [];
  var MOST = { "image/": 20 << 20, "audio/": 25 << 20 };

  function attached(kind) {
    return files.filter(function (file) {
      return file.mediaType.startsWith(kind);
    }).map(function (file) {
      return { mediaType: file.mediaType, data: file.data };
    });
  }

  function read(file) {
    return new Promise(function (done, failed) {
      var reader = new FileReader();
      reader.onload = function () {
        done(reader.result);
      };
      reader.onerror = failed;
      reader.readAsDataURL(file);
    });
  }

  async function attach(chosen) {
    play.say("");
    for (var file of chosen) {
      var kind = Object.keys(MOST).find(function (start) {
        return file.type.startsWith(start);
      });
      if (!kind) {
        play.say(file.name + " is neither an image nor a sound.");
      } else if (file.size > MOST[kind]) {
        play.say(file.name + " is larger than " + (MOST[kind] >> 20) + " MB.");
      } else {
        var url = await read(file);
        files.push({ name: file.name, mediaType: file.type, url: url, data: url.slice(url.indexOf(",") + 1) });
      }
    }
    showFiles();
  }

  function showFiles() {
    play.byId("play-attached").replaceChildren.apply(play.byId("play-attached"), files.map(function (file) {
      return play.make("li", {}, [
        file.mediaType.startsWith("image/") ? play.make("img", { src: file.url, alt: "" }) : play.make("i", { class: "pi pi-volume-up", "aria-hidden": "true" }),
        play.make("span", {}, file.name),
        play.make("button", { type: "button", class: "button quiet small", onclick: function () {
          files.splice(files.indexOf(file), 1);
          showFiles();
        } }, "Remove"),
      ]);
    }));
  }

  play.files = { attached: attached };

  document.addEventListener("DOMContentLoaded", function () {
    play.byId("play-files").addEventListener("change", function () {
      attach(Array.from(this.files));
      this.value = "";
    });
  });
})();
