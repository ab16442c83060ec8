import { svg } from './chart-svg.js';

/** @returns a mark for each row; none for a gap. */
export function drawBars(picture, rows, { x, y, band, zero, left, right }, id) {
  // Thirty bars on a phone are too thin for an edge: they are filled with its colour instead.
  const dense = rows.length > 20;
  const width = Math.min(44, band * .74);
  picture.append(hatch(id));
  const bars = rows.map((row, at) => {
    if (row.value === null) return undefined;
    const kind = row.highlight ? ' chart-now' : row.note ? ' chart-guess' : dense ? ' chart-dense' : '';
    const bar = svg('path', { class: `chart-bar${kind}`, d: outline(x(at) - width / 2, width, zero, y(row.value), dense ? 2 : 4) });
    if (row.note && !row.highlight) bar.setAttribute('fill', `url(#${id}-hatch)`);
    picture.append(bar);
    return bar;
  });
  rows.forEach((row, at) => { if (row.highlight && row.value !== null) label(picture, row.text, x(at), Math.min(y(row.value), zero) - 8, left, right); });
  return bars;
}

export function drawLine(picture, rows, { x, y }) {
  const places = rows.map((row, at) => row.value === null ? undefined : `${x(at)} ${y(row.value)}`);
  // What leads to an estimated reading is dashed, and the reading a hollow point.
  for (const guess of [false, true]) {
    const parts = places.slice(1).map((place, at) => place && places[at] && Boolean(rows[at + 1].note) === guess ? `M${places[at]}L${place}` : '').join('');
    picture.append(svg('path', { class: guess ? 'chart-line chart-guess' : 'chart-line', d: parts }));
  }
  return rows.map((row, at) => {
    if (row.value === null) return undefined;
    const point = svg('circle', { class: `chart-point${row.note ? ' chart-guess' : ''}`, cx: x(at), cy: y(row.value), r: rows.length > 40 ? 0 : 4 });
    picture.append(point);
    return point;
  });
}

// Open at the zero line, and never so low that a bar is not seen.
function outline(left, width, zero, end, round) {
  const up = end <= zero ? 1 : -1;
  const far = zero - up * Math.max(2, Math.abs(zero - end));
  const r = Math.min(round, Math.abs(zero - far), width / 2);
  return `M${left} ${zero}V${far + up * r}q0 ${-up * r} ${r} ${-up * r}h${width - 2 * r}q${r} 0 ${r} ${up * r}V${zero}`;
}

// The highlighted bar says its value, so that the figure one looks for needs no pointer.
function label(picture, text, x, y, left, right) {
  const value = svg('text', { class: 'chart-value', y }, text);
  picture.append(value);
  const half = value.getComputedTextLength() / 2;
  value.setAttribute('x', Math.min(Math.max(x, left + half), right - half));
}

// Estimated values are hatched: told by form, not by colour.
function hatch(id) {
  const pattern = svg('pattern', { id: `${id}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
  pattern.append(svg('rect', { class: 'chart-hatch-ground', width: 6, height: 6 }), svg('line', { class: 'chart-hatch', y2: 6 }));
  const definitions = svg('defs');
  definitions.append(pattern);
  return definitions;
}
