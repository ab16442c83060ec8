// Draws every figure[data-chart] from the table inside it, and folds the table away. Its colours are the style sheet's (chart.scss).
import { drawAxes } from './chart-axes.js';
import { drawBars, drawLine } from './chart-marks.js';
import { scaleOf } from './chart-scale.js';
import { svg } from './chart-svg.js';
import { readTable } from './chart-table.js';
import { followPointer } from './chart-tip.js';

for (const figure of document.querySelectorAll('figure[data-chart]')) {
  if (figure.querySelector('tbody tr')) show(figure);
}

function show(figure) {
  const rows = readTable(figure);
  const plot = figure.querySelector('.chart-plot');
  const picture = svg('svg', { role: 'img', 'aria-label': `${figure.dataset.title}. ${figure.querySelector('figcaption').textContent.trim()}` });
  plot.append(picture);
  const tip = followPointer(plot, rows);
  const redraw = () => tip.over(draw(picture, rows, figure, plot.clientWidth, plot.clientHeight));
  new ResizeObserver(redraw).observe(plot);
  document.fonts.ready.then(redraw);   // labels are measured, and another font is wider

  figure.dataset.drawn = '';
  if (!('tableOpen' in figure.dataset)) figure.querySelector('.chart-table').open = false;
}

function draw(picture, rows, figure, width, height) {
  picture.replaceChildren();
  const line = figure.dataset.chart === 'line';
  const scale = scaleOf(rows.map(row => row.value).filter(value => value !== null), line);
  const area = drawAxes(picture, rows, scale, { width, height, line, ...figure.dataset });
  return { ...area, marks: line ? drawLine(picture, rows, area) : drawBars(picture, rows, area, figure.id) };
}
