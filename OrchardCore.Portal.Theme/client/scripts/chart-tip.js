// The value of the row under the finger or pointer, wherever in its column that is.
export function followPointer(plot, rows) {
  const tip = Object.assign(document.createElement('div'), { className: 'use-tip', hidden: true });
  plot.append(tip);
  let area, shown;

  plot.addEventListener('pointermove', find);
  plot.addEventListener('pointerdown', find);
  plot.addEventListener('pointerleave', event => { if (event.pointerType !== 'touch') show(-1); });
  document.addEventListener('pointerdown', event => { if (!plot.contains(event.target)) show(-1); });
  return { over(drawn) { area = drawn; show(-1); } };

  function find(event) {
    const across = event.clientX - plot.getBoundingClientRect().left - area.x(0);
    show(Math.min(Math.max(Math.round(across / area.band), 0), rows.length - 1));
  }

  function show(at) {
    area.marks[shown]?.classList.remove('chart-at');
    shown = at;
    tip.hidden = !area.marks[at];
    if (tip.hidden) return;
    area.marks[at].classList.add('chart-at');
    const { label, text, note } = rows[at];
    tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: label }), Object.assign(document.createElement('span'), { textContent: [text, note].filter(Boolean).join(', ') }));
    tip.style.left = `${Math.max(0, Math.min(area.right - tip.offsetWidth, area.x(at) - tip.offsetWidth / 2))}px`;
  }
}
