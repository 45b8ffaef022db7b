/* Draws each canvas[data-chart] with Chart.js, in the page's own colours. A click on a stretch of time leads to the traces
   behind it. The same numbers are in a table below. */
(function () {
  "use strict";

  var COLOURS = 8;
  var drawn = [];

  function colour(name) {
    var probe = document.createElement("span");
    probe.style.color = "var(--" + name + ")";
    document.body.appendChild(probe);
    var found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }

  function number(value, unit) {
    if (value === null || value === undefined) {
      return "unknown";
    }
    if (unit === "ms") {
      return value < 1000 ? value + " ms" : (value / 1000).toLocaleString("en", { maximumFractionDigits: 1 }) + " s";
    }
    return value.toLocaleString("en", { maximumFractionDigits: 6 }) + (unit ? " " + unit : "");
  }

  function dataset(series, chart, index) {
    var own = colour(series.look || "series-" + (index % COLOURS + 1));
    var set = { label: series.name, data: series.values, backgroundColor: own, borderColor: own };
    if (chart.kind === "line") {
      set.borderWidth = 2;
      set.pointRadius = series.values.length > 40 ? 0 : 2.5;
      set.pointHitRadius = 12;
      set.tension = 0.25;
      set.spanGaps = false;
    } else {
      set.maxBarThickness = 28;
      set.borderRadius = 2;
    }
    return set;
  }

  function draw(canvas) {
    var chart = JSON.parse(canvas.dataset.chart);
    var muted = colour("muted");
    var line = colour("line");
    drawn.push(new Chart(canvas, {
      type: chart.kind,
      data: {
        labels: chart.labels,
        datasets: chart.series.map(function (series, index) { return dataset(series, chart, index); })
      },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: "index", intersect: false },
        onHover: function (event, elements) {
          canvas.style.cursor = elements.length ? "pointer" : "default";
        },
        onClick: function (event, elements, it) {
          var exact = it.getElementsAtEventForMode(event, "nearest", { intersect: true }, false)[0];
          var any = exact || elements[0];
          if (any) {
            location.href = canvas.dataset.traces + chart.traces[any.index] + (exact ? chart.series[exact.datasetIndex].drill : "");
          }
        },
        scales: {
          x: { stacked: chart.stacked, grid: { display: false }, border: { color: line }, ticks: { color: muted, maxRotation: 0, autoSkipPadding: 12 } },
          y: {
            stacked: chart.stacked,
            beginAtZero: true,
            grid: { color: line },
            border: { display: false },
            ticks: { color: muted, maxTicksLimit: 6, precision: chart.whole ? 0 : undefined, callback: function (value) { return number(value, chart.unit); } }
          }
        },
        plugins: {
          legend: { display: chart.series.length > 1, position: "bottom", labels: { color: muted, boxWidth: 10, boxHeight: 10, usePointStyle: true, pointStyle: "rectRounded" } },
          tooltip: {
            callbacks: { label: function (item) { return " " + item.dataset.label + ": " + number(chart.series[item.datasetIndex].values[item.dataIndex], chart.unit); } }
          }
        }
      }
    }));
  }

  function drawAll() {
    drawn.splice(0).forEach(function (chart) { chart.destroy(); });
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12;
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("loaded", function (event) {
    event.target.querySelectorAll("canvas[data-chart]").forEach(draw);
  });
  document.addEventListener("theme", function () {
    if (drawn.length) {
      drawAll();
    }
  });
})();
