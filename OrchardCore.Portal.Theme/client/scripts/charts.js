// Draws every figure[data-chart] from the table inside it, and folds the table away.
import {
  BarController, BarElement, CategoryScale, Chart, LineController, LineElement, LinearScale, PointElement, Tooltip,
} from 'chart.js';
import { colours } from './chart-colours.js';
import { options } from './chart-options.js';
import { valueLabels } from './chart-labels.js';
import { readTable } from './chart-table.js';
import { hatch } from './chart-hatch.js';

Chart.register(BarController, BarElement, CategoryScale, LineController, LineElement, LinearScale, PointElement, Tooltip);

const drawn = [...document.querySelectorAll('figure[data-chart]')].filter(figure => figure.querySelector('tbody tr')).map(draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(chart => { paint(chart); chart.update('none'); }));

function draw(figure) {
  const rows = readTable(figure);
  const plot = figure.querySelector('.chart-plot');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${figure.dataset.title}. ${figure.querySelector('figcaption').textContent.trim()}`);
  plot.append(canvas);

  const line = figure.dataset.chart === 'line';
  const chart = new Chart(canvas, {
    type: line ? 'line' : 'bar',
    data: { labels: rows.map(row => row.short), datasets: [{ data: rows.map(row => row.value), rows, line, figure }] },
    options: options(rows, figure.dataset),
    plugins: [valueLabels],
  });
  paint(chart);
  chart.update('none');

  figure.dataset.drawn = '';
  if (!('tableOpen' in figure.dataset)) figure.querySelector('.chart-table').open = false;
  return chart;
}

// Colours are read anew when the system turns to dark or light.
function paint(chart) {
  const set = chart.data.datasets[0];
  const colour = colours(set.figure);
  const estimated = hatch(colour.edge, colour.card);
  const each = choose => set.rows.map(choose);
  if (set.line) {
    Object.assign(set, {
      borderColor: colour.now,
      borderWidth: 2.5,
      pointRadius: set.rows.length > 40 ? 0 : 4,
      pointHoverRadius: 6,
      pointBorderWidth: 2,
      pointBorderColor: colour.now,
      // An estimated reading is a hollow point.
      pointBackgroundColor: each(row => (row.note ? colour.card : colour.now)),
      segment: { borderDash: context => (set.rows[context.p1DataIndex].note ? [5, 4] : undefined) },
    });
  } else {
    // Thirty bars on a phone are too thin for an edge: they are filled with its colour instead.
    const dense = set.rows.length > 20;
    Object.assign(set, {
      backgroundColor: each(row => (row.highlight ? colour.now : row.note ? estimated : dense ? colour.edge : colour.bar)),
      hoverBackgroundColor: colour.now,
      // The edge is what has 3:1 against the card; the filling may be light.
      borderColor: each(row => (row.highlight ? colour.now : colour.edge)),
      borderWidth: dense ? 1 : 1.5,
      borderRadius: dense ? 2 : 4,
      borderSkipped: 'bottom',
      categoryPercentage: .82,
      barPercentage: .9,
      maxBarThickness: 44,
      minBarLength: 2,
    });
  }
  for (const axis of [chart.options.scales.x, chart.options.scales.y]) axis.ticks.color = colour.text;
  chart.options.scales.y.grid.color = colour.grid;
  Object.assign(chart.options.plugins.tooltip, { backgroundColor: colour.ink, titleColor: colour.card, bodyColor: colour.card });
  set.labelColour = colour.ink;
}
