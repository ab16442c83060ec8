// Round numbers along the upright axis: five at most.
export function scaleOf(values, line) {
  // Readings only ever grow: from zero they would be a flat line. Everything else starts at zero.
  const low = Math.min(...values, ...line && values.length ? [] : [0]);
  const high = Math.max(...values, ...line && values.length ? [] : [0]);
  const step = roundUp((high - low || Math.abs(high) || 1) / 4);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  return { ticks, low: ticks[0], high: ticks.at(-1) };
}

function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return power * [1, 2, 5, 10].find(nice => number / power <= nice + 1e-9);
}
