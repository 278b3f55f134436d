// Draws the tables of the page. A chart has no numbers of its own: it shows those of its table.
// Texts go into the page as text, by textContent or on a drawing surface, never as HTML.
'use strict';
(() => {
  const root = document.documentElement;
  const figures = [...document.querySelectorAll('figure.chart')];
  const drawings = new Map();

  // ---- What a table says ----

  const cell = (td) => ({
    text: td.textContent,
    exact: td.dataset.exact === undefined ? td.textContent : td.dataset.exact,
    isNumber: td.classList.contains('n'),
  });

  const number = (value) => (value.exact === '' ? null : Number(value.exact));

  function read(figure) {
    const heads = [...figure.querySelectorAll('thead th')];
    const rows = [...figure.querySelectorAll('tbody tr')].map((tr) => [...tr.cells].map(cell));
    return {
      mark: figure.dataset.mark,
      isChosen: figure.dataset.chosen === 'yes',
      labels: heads.map((th) => th.textContent),
      drawn: heads.map((th, i) => i).filter((i) => heads[i].dataset.aside !== 'yes'),
      rows,
    };
  }

  /** The table as its mark draws it: rows chosen, and the places of its columns. */
  function view(table, chosen) {
    const skip = table.isChosen ? 1 : 0;
    const rows = table.rows.filter((row) => !table.isChosen || row[0].text === chosen);
    const isNumber = (i) => table.rows[0][i].isNumber;
    return {
      labels: table.labels,
      rows,
      place: skip,
      second: skip + 1,
      numbers: table.drawn.filter((i) => i > skip && isNumber(i)),
    };
  }

  // ---- Colours, numbers, tooltips ----

  function theme() {
    const style = getComputedStyle(root);
    const of = (name) => style.getPropertyValue(name).trim();
    return {
      text: of('--text'),
      quiet: of('--quiet'),
      line: of('--line'),
      card: of('--card'),
      bar: of('--bar'),
      heat: [of('--heat0'), of('--heat1')],
      good: of('--c2'),
      warn: of('--c1'),
      bad: of('--c4'),
      grey: of('--c5'),
      series: [0, 1, 2, 3, 4, 5].map((i) => of('--c' + i)),
      font: getComputedStyle(document.body).fontFamily,
    };
  }

  // Words that mean the same in every chart have the same colour in every chart.
  const meaning = {
    Accepted: 'good',
    Passed: 'good',
    Completed: 'good',
    Resolved: 'good',
    Quarantined: 'warn',
    'Warning failed': 'warn',
    Pending: 'warn',
    Duplicates: 'grey',
    Unknown: 'grey',
    Otherwise: 'grey',
    'All others': 'grey',
    'Error failed': 'bad',
    Failed: 'bad',
    Escalated: 'bad',
  };
  const colourOf = (look, word, at) => look[meaning[word]] || look.series[at % 6];

  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const axisNumber = (isShare) => (value) =>
    isShare ? Math.round(value * 100) + '%' : compact.format(value);
  const isShare = (data, column) => data.rows.some((row) => row[column].text.endsWith('%'));

  // A brace opens a style in the text of a tooltip.
  const plain = (text) => text.replaceAll('{', '{\u200b');

  const base = (look) => ({
    animation: false,
    textStyle: { fontFamily: look.font, color: look.text },
    color: look.series,
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.card,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: 13 },
    },
  });

  const legend = (look, names) =>
    names.length < 2
      ? undefined
      : {
          type: 'scroll',
          top: 0,
          left: 0,
          data: names,
          textStyle: { color: look.text },
          pageTextStyle: { color: look.text },
          pageIconColor: look.text,
          icon: 'roundRect',
          itemWidth: 12,
          itemHeight: 12,
        };

  const categories = (look, texts, more) => ({
    type: 'category',
    data: texts,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.text, hideOverlap: true, ...more },
  });

  const values = (look, share) => ({
    type: 'value',
    axisLabel: { color: look.quiet, formatter: axisNumber(share), hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
    splitNumber: 4,
  });

  const lineOf = (data, row, i) => plain(data.labels[i] + ': ' + row[i].text);

  /** All that a row says, those numbers included that are not drawn. */
  function rowTip(data) {
    return (params) => {
      const row = data.rows[(Array.isArray(params) ? params[0] : params).dataIndex];
      const lines = [plain(row[data.place].text)];
      for (let i = data.place + 1; i < row.length; i++) {
        lines.push(lineOf(data, row, i));
      }
      return lines.join('\n');
    };
  }

  // ---- One function a mark ----

  const shortened = (text, length) =>
    [...text].length > length ? [...text].slice(0, length - 1).join('') + '…' : text;

  function bars(data, look, width, isStacked) {
    const numbers = isStacked ? data.numbers : data.numbers.slice(0, 1);
    const last = numbers.length - 1;
    const names = numbers.map((i) => data.labels[i]);
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: rowTip(data) },
      legend: isStacked ? legend(look, names) : undefined,
      grid: { left: 4, right: isStacked ? 24 : 84, top: isStacked && last > 0 ? 34 : 6, bottom: 8, containLabel: true },
      xAxis: isStacked ? values(look, false) : { ...values(look), show: false },
      yAxis: {
        ...categories(look, data.rows.map((row) => row[data.place].text), {
          interval: 0,
          formatter: (text) => shortened(text, width < 480 ? 18 : width < 700 ? 28 : 64),
        }),
        inverse: true,
      },
      series: numbers.map((i, at) => ({
        name: data.labels[i],
        type: 'bar',
        stack: isStacked ? 'all' : undefined,
        barMaxWidth: 24,
        itemStyle: { color: isStacked ? colourOf(look, data.labels[i], at) : look.bar },
        label: isStacked
          ? undefined
          : { show: true, position: 'right', color: look.text, formatter: (p) => data.rows[p.dataIndex][i].text },
        data: data.rows.map((row) => number(row[i])),
      })),
    };
  }

  function columns(data, look, width, isStacked) {
    const numbers = isStacked ? data.numbers : data.numbers.slice(0, 1);
    const names = numbers.map((i) => data.labels[i]);
    const isLabelled = !isStacked && data.rows.length <= 14 && width / data.rows.length > 34;
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: rowTip(data) },
      legend: legend(look, names),
      grid: { left: 4, right: 8, top: names.length > 1 ? 38 : 22, bottom: 8, containLabel: true },
      xAxis: categories(look, data.rows.map((row) => row[data.place].text), {
        formatter: (text) => shortened(text, 22),
        rotate: data.rows.length > 6 && data.rows.length <= 14 && width < 620 ? 40 : 0,
        interval: data.rows.length <= 14 ? 0 : 'auto',
      }),
      yAxis: values(look, numbers.some((i) => isShare(data, i))),
      series: numbers.map((i, at) => ({
        name: data.labels[i],
        type: 'bar',
        stack: isStacked ? 'all' : undefined,
        barMaxWidth: 46,
        itemStyle: { color: isStacked ? colourOf(look, data.labels[i], at) : look.bar },
        label: isLabelled
          ? { show: true, position: 'top', color: look.text, formatter: (p) => data.rows[p.dataIndex][i].text }
          : undefined,
        data: data.rows.map((row) => number(row[i])),
      })),
    };
  }

  function lines(data, look) {
    const names = data.numbers.map((i) => data.labels[i]);
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, trigger: 'axis', formatter: rowTip(data) },
      legend: legend(look, names),
      grid: { left: 4, right: 20, top: names.length > 1 ? 38 : 14, bottom: 8, containLabel: true },
      xAxis: { ...categories(look, data.rows.map((row) => row[data.place].text)), boundaryGap: data.rows.length < 3 },
      yAxis: values(look, false),
      series: data.numbers.map((i, at) => ({
        name: data.labels[i],
        type: 'line',
        showSymbol: data.rows.length < 3,
        symbolSize: 7,
        lineStyle: { width: 2, type: at >= 3 ? [6, 3] : 'solid' },
        itemStyle: { color: colourOf(look, data.labels[i], at) },
        data: data.rows.map((row) => number(row[i])),
      })),
    };
  }

  function heatmap(data, look) {
    const across = [...new Set(data.rows.map((row) => row[data.place].text))];
    const down = [...new Set(data.rows.map((row) => row[data.second].text))];
    const value = data.numbers[0];
    const most = Math.max(...data.rows.map((row) => number(row[value])));
    const isLabelled = data.rows.length <= 50;
    const axis = (texts, label) => ({
      ...categories(look, texts),
      name: label,
      nameLocation: 'middle',
      nameTextStyle: { color: look.quiet },
      splitArea: { show: false },
    });
    return {
      ...base(look),
      tooltip: { ...base(look).tooltip, formatter: rowTip(data) },
      grid: { left: 26, right: 8, top: 6, bottom: 74, containLabel: true },
      xAxis: { ...axis(across, data.labels[data.place]), nameGap: 26 },
      yAxis: { ...axis(down, data.labels[data.second]), nameGap: 40, inverse: true },
      visualMap: {
        min: 0,
        max: most,
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        itemHeight: 120,
        itemWidth: 12,
        text: [most.toLocaleString('en') + ' ' + data.labels[value].toLowerCase(), '0'],
        textStyle: { color: look.quiet },
        inRange: { color: look.heat },
        hoverLink: false,
      },
      series: [
        {
          name: data.labels[value],
          type: 'heatmap',
          itemStyle: { borderColor: look.card, borderWidth: 1 },
          label: {
            show: isLabelled,
            formatter: (p) => data.rows[p.dataIndex][value].text,
          },
          data: data.rows.map((row) => {
            const n = number(row[value]);
            const isStrong = n > most * 0.55;
            return {
              value: [across.indexOf(row[data.place].text), down.indexOf(row[data.second].text), n],
              label: { color: isStrong ? look.card : look.text },
            };
          }),
        },
      ],
    };
  }

  /** Nodes are told apart by their step, so that a file may be called like an outcome. */
  function flow(data, look) {
    const value = data.numbers[0];
    const outcomes = ['Accepted', 'Quarantined', 'Duplicates'];
    const nodes = new Map();
    const node = (step, text, n, at) => {
      const id = step + ':' + text;
      const known = nodes.get(id) || { name: id, text, depth: step, sums: [0, 0] };
      known.sums[at] += n;
      nodes.set(id, known);
      return id;
    };
    const isOutcome = (text) => outcomes.includes(text);
    const links = data.rows.map((row) => {
      const from = row[data.place].text;
      const to = row[data.second].text;
      const n = number(row[value]);
      const isSecond = from === 'Quarantined' && !isOutcome(to);
      return {
        source: node(isSecond ? 1 : 0, from, n, 1),
        target: node(isSecond ? 2 : 1, to, n, 0),
        value: n,
        lineStyle: { color: look[meaning[isSecond ? from : to]], opacity: 0.35 },
        text: from + ' → ' + to + ': ' + row[value].text,
      };
    });
    const label = (p) => {
      const known = nodes.get(p.name);
      return shortened(known.text, 42) + '  ' + Math.max(...known.sums).toLocaleString('en');
    };
    return {
      ...base(look),
      tooltip: {
        ...base(look).tooltip,
        formatter: (p) => plain(p.dataType === 'edge' ? p.data.text : label(p)),
      },
      series: [
        {
          type: 'sankey',
          left: 4,
          right: [...nodes.values()].some((known) => known.depth === 2) ? 300 : 130,
          top: 10,
          bottom: 10,
          nodeGap: 14,
          nodeWidth: 14,
          layoutIterations: 0,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: { color: look.text, fontSize: 12, formatter: label },
          data: [...nodes.values()].map((known) => ({
            name: known.name,
            depth: known.depth,
            itemStyle: { color: known.depth === 1 ? look[meaning[known.text]] : known.depth === 2 ? look.warn : look.bar, borderWidth: 0 },
          })),
          links,
        },
      ],
    };
  }

  const marks = {
    bars: (d, l, w) => bars(d, l, w, false),
    'stacked-bars': (d, l, w) => bars(d, l, w, true),
    columns: (d, l, w) => columns(d, l, w, false),
    'stacked-columns': (d, l, w) => columns(d, l, w, true),
    lines,
    heatmap,
    flow,
  };

  /** Charts that stand in pairs are equally high. */
  function height(mark, data) {
    if (mark === 'bars') {
      return Math.max(310, data.rows.length * 25 + 16);
    }
    if (mark === 'flow') {
      const rules = data.rows.filter((row) => row[data.place].text === 'Quarantined').length;
      return Math.max(300, Math.max(rules, data.rows.length / 3) * 34);
    }
    return 310;
  }

  function draw(figure) {
    const { table, plot, select } = drawings.get(figure);
    const data = view(table, select ? select.value : null);
    const size = height(table.mark, data);
    const known = echarts.getInstanceByDom(plot);
    if (known) {
      known.dispose();
    }
    plot.style.height = size + 'px';
    if (plot.scrollWidth > plot.parentElement.clientWidth) {
      reachByKeyboard(plot.parentElement, figure);
    }
    const chart = echarts.init(plot, null, { renderer: 'svg', height: size });
    chart.setOption(marks[table.mark](data, theme(), plot.clientWidth));
  }

  /** What is wider than a phone is scrolled, by keyboard too. */
  function reachByKeyboard(scrolled, figure) {
    scrolled.tabIndex = 0;
    scrolled.setAttribute('role', 'region');
    scrolled.setAttribute('aria-label', figure.querySelector('h3').textContent + ': drawing');
  }

  const drawAll = () => drawings.forEach((drawing, figure) => draw(figure));

  // ---- Tools: choice, table, CSV ----

  const element = (name, text, attributes) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  function choice(figure, table, tools) {
    const label = element('label', table.labels[0]);
    const select = element('select', '');
    [...new Set(table.rows.map((row) => row[0].text))].forEach((text) => {
      const option = element('option', text);
      option.value = text;
      select.append(option);
    });
    label.append(select);
    tools.append(label);
    const show = () => {
      figure.querySelectorAll('tbody tr').forEach((tr) => {
        tr.hidden = tr.cells[0].textContent !== select.value;
      });
    };
    show();
    select.addEventListener('change', () => {
      show();
      draw(figure);
    });
    return select;
  }

  function tableButton(figure, tools) {
    const region = figure.querySelector('.data');
    const title = figure.querySelector('h3').textContent;
    const button = element('button', 'Table', {
      type: 'button',
      class: 'as-table',
      'aria-expanded': 'false',
      'aria-controls': region.id,
      'aria-label': 'Table: ' + title,
    });
    region.hidden = true;
    button.addEventListener('click', () => {
      region.hidden = !region.hidden;
      button.setAttribute('aria-expanded', String(!region.hidden));
    });
    tools.append(button);
  }

  /**
   * A field of CSV. A text that a spreadsheet would take for a formula gets an apostrophe; numbers
   * are ours, and stay numbers when they are negative.
   */
  function field(value) {
    const isSafe = value.isNumber || !/^[=+\-@\t\r\n]/.test(value.exact);
    const text = isSafe ? value.exact : "'" + value.exact;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  function csv(table) {
    const head = table.labels.map((label) => field({ exact: label, isNumber: false }));
    return [head, ...table.rows.map((row) => row.map(field))]
      .map((fields) => fields.join(',') + '\r\n')
      .join('');
  }

  function csvButton(figure, table, tools) {
    const button = element('button', 'CSV', {
      type: 'button',
      class: 'as-csv',
      'aria-label': 'Download as CSV: ' + figure.querySelector('h3').textContent,
    });
    button.addEventListener('click', () => {
      const blob = new Blob(['\ufeff' + csv(table)], { type: 'text/csv;charset=utf-8' });
      const link = element('a', '', { download: figure.id + '.csv', href: URL.createObjectURL(blob) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    tools.append(button);
  }

  function prepare(figure) {
    const tools = figure.querySelector('.tools');
    if (!figure.querySelector('table')) {
      return; // it has no rows
    }
    const table = read(figure);
    const plot = figure.querySelector('.plot');
    const isDrawn = table.mark in marks;
    tools.hidden = false;
    const select = table.isChosen ? choice(figure, table, tools) : null;
    if (isDrawn) {
      tableButton(figure, tools);
      plot.hidden = false;
      drawings.set(figure, { table, plot, select });
    }
    csvButton(figure, table, tools);
  }

  // ---- Light and dark ----

  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = document.getElementById('theme');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);

  // A browser may keep nothing for a page from disk.
  const remembered = {
    get: () => {
      try {
        return localStorage.getItem('assay-report-theme');
      } catch (e) {
        return null;
      }
    },
    set: (name) => {
      try {
        localStorage.setItem('assay-report-theme', name);
      } catch (e) {
        return;
      }
    },
  };

  function tell() {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Switch to ' + (isDark() ? 'light' : 'dark') + ' colours');
  }

  function turn(name) {
    root.dataset.theme = name;
    tell();
    drawAll();
  }

  button.addEventListener('click', () => {
    const name = isDark() ? 'light' : 'dark';
    turn(name);
    remembered.set(name);
  });
  system.addEventListener('change', () => {
    tell();
    drawAll();
  });

  // Paper is white, and narrower than a screen.
  let before;
  addEventListener('beforeprint', () => {
    before = root.dataset.theme;
    root.dataset.theme = 'light';
    drawAll();
    drawings.forEach(({ plot }) => echarts.getInstanceByDom(plot).resize({ width: 660 }));
  });
  addEventListener('afterprint', () => {
    if (before) {
      root.dataset.theme = before;
    } else {
      delete root.dataset.theme;
    }
    drawAll();
  });

  const kept = remembered.get();
  if (kept === 'light' || kept === 'dark') {
    root.dataset.theme = kept;
  }
  button.hidden = false;
  tell();
  figures.forEach(prepare);
  drawAll();
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawAll();
    }
  });
  root.classList.add('js');
})();
