// Quiet axes: few lines, and labels one can read on a phone.
import { svg } from './chart-svg.js';

const top = 24;      // room for the value above a bar
const bottom = 28;

/** @returns where the marks stand: `x` of a row, `y` of a value, and the edges. */
export function drawAxes(picture, rows, scale, { width, height, line, prefix = '', suffix = '' }) {
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 2 });
  const low = height - bottom;
  const y = value => low - (value - scale.low) / (scale.high - scale.low) * (low - top);

  const texts = scale.ticks.map(tick => svg('text', { class: 'chart-tick chart-tick-y', y: y(tick) + 4 }, prefix + number.format(tick) + suffix));
  picture.append(...texts);
  const left = Math.ceil(Math.max(...texts.map(text => text.getComputedTextLength()))) + 8;
  const lines = scale.ticks.map((tick, at) => {
    texts[at].setAttribute('x', left - 8);
    return svg('line', { class: 'chart-grid', x1: left, x2: width, y1: y(tick), y2: y(tick) });
  });

  // Bars stand in the middle of their share; a line goes from edge to edge.
  const margin = line ? 8 : 0;
  const band = (width - left - 2 * margin) / (line ? Math.max(rows.length - 1, 1) : rows.length);
  const x = at => left + margin + band * (line ? at : at + .5);
  const names = rows.map((row, at) => svg('text', { class: 'chart-tick chart-tick-x', x: x(at), y: height - 8 }, shortOf(row.short, width / rows.length)));
  picture.append(...lines, ...names);
  const widest = Math.max(...names.map(name => name.getComputedTextLength()));
  const every = Math.ceil((widest + 6) / band);
  names.forEach((name, at) => { if (at % every) name.remove(); });
  return { x, y, band, left, right: width, zero: y(Math.max(scale.low, 0)), line };
}

// Twelve months on a phone: N D J rather than every third name.
function shortOf(name, room) {
  return room < 34 && /^\p{Lu}\p{Ll}{2}$/u.test(name) ? name[0] : name;
}
