// Draws the numbers of the cockpit's tables. Without it the tables stand open and say the same.
(() => {
  const holder = document.getElementById("charts");
  if (!holder || !window.echarts) return;
  const data = JSON.parse(holder.textContent), drawn = [];
  const of = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Lights are told apart by pattern as well as by colour.
  const DECALS = {
    red: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    yellow: { symbol: "circle", dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [3, 0] },
    grave: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  };
  const COLOURS = {
    red: "--db-c-red", yellow: "--db-c-yellow", green: "--db-c-green", grey: "--db-c-grey", none: "--db-c-1",
    minor: "--db-c-1", serious: "--db-c-2", grave: "--db-c-3",
  };

  const base = (names) => ({
    animation: !still,
    textStyle: { fontFamily: of("--db-font"), color: of("--db-ink-2") },
    grid: { left: 8, right: 28, top: 34, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: of("--db-ink-2") } },
    xAxis: {
      type: "value", minInterval: 1, axisLabel: { color: of("--db-ink-3") }, splitLine: { lineStyle: { color: of("--db-line") } },
    },
    yAxis: {
      type: "category", inverse: true, data: names, axisTick: { show: false },
      axisLabel: { color: of("--db-ink-2"), width: innerWidth < 600 ? 110 : 190, overflow: "truncate" }, axisLine: { lineStyle: { color: of("--db-line-2") } },
    },
  });

  const bar = (name, values, colour, extra = {}) => ({
    name, type: "bar", barMaxWidth: 14, data: values,
    itemStyle: { color: of(colour), borderColor: of("--db-surface"), borderWidth: 1, decal: extra.decal && { color: of("--db-decal"), ...extra.decal } },
    ...extra.more,
  });

  const stacked = ({ names, series }) => ({
    ...base(names),
    series: series.filter(([, , values]) => values.some(Boolean))
      .map(([label, key, values]) => bar(label, values, COLOURS[key] || "--db-c-2", { decal: DECALS[key], more: { stack: "all" } })),
  });

  const stays = ({ names, half, most, term, words }) => ({
    ...base(names),
    series: [
      bar(words[1], most, "--db-c-1", { more: { barGap: "-100%", z: 1 } }),
      bar(words[0], half, "--db-c-3", { more: { z: 2 } }),
      {
        name: words[2], type: "scatter", symbol: "rect", symbolSize: [3, 18], z: 3,
        itemStyle: { color: of("--db-ink") }, data: term.map((days, at) => (days === null ? null : [days, at])).filter(Boolean),
      },
    ],
  });

  const MAKE = { units: stacked, findings: stacked, stays };

  function draw() {
    drawn.splice(0).forEach((chart) => chart.dispose());
    document.querySelectorAll("[data-chart]").forEach((box) => {
      const numbers = data[box.dataset.chart];
      if (!numbers || !numbers.names.length) return;
      box.hidden = false;
      if (box.dataset.chart !== "findings") box.style.height = `${Math.max(150, 60 + numbers.names.length * 30)}px`;
      const chart = echarts.init(box, null, { renderer: "canvas" });
      chart.setOption(MAKE[box.dataset.chart](numbers));
      chart.on("click", ({ seriesIndex, dataIndex }) => open(box, numbers, seriesIndex, dataIndex));
      drawn.push(chart);
    });
  }

  // A bar opens the list that its number in the table opens.
  function open(box, { series, keys, ask, by }, which, at) {
    if (!keys) return;
    const shown = series.filter(([, , values]) => values.some(Boolean));
    const want = new URLSearchParams({ [by]: keys[at], [ask]: shown[which][1] });
    const link = [...box.parentElement.querySelectorAll("a[data-counts]")].find(({ search }) => {
      const has = new URLSearchParams(search);
      return [...want].every(([key, value]) => has.get(key) === value);
    });
    if (link) location.assign(link.href);
  }

  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  document.addEventListener("themechange", draw);
  // The picture stands above its table, which is a press away.
  document.querySelectorAll(".dt").forEach((one) => { one.open = false; });
  draw();
})();
