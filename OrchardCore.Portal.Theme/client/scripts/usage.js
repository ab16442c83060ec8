// The usage bars: what a bar says under the pointer, the finger or the focus; T opens the table. Everything works without it.
const figure = document.querySelector('[data-use]');
const tip = figure?.querySelector('.use-tip');
let shown;

for (const slot of figure?.querySelectorAll('.use-slot') ?? []) {
  for (const event of ['pointerenter', 'focus']) slot.addEventListener(event, () => show(slot));
  for (const event of ['pointerleave', 'blur']) slot.addEventListener(event, hide);
  // A finger first reads a bar, and goes deeper with the second touch.
  slot.addEventListener('pointerdown', event => {
    slot.dataset.first = String(event.pointerType === 'touch' && shown !== slot);
    show(slot);
  });
  slot.addEventListener('click', event => {
    if (slot.dataset.first === 'true') event.preventDefault();
    delete slot.dataset.first;
  });
}

document.addEventListener('keydown', event => {
  if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  const table = figure?.querySelector('details');
  if (table) table.open = !table.open;
});

function show(slot) {
  shown = slot;
  tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: slot.dataset.name }), ...slot.dataset.said.split(', ').map(line => Object.assign(document.createElement('span'), { textContent: line })));
  tip.hidden = false;
  const plot = tip.parentElement.getBoundingClientRect();
  const bar = slot.querySelector('.use-hit').getBoundingClientRect();
  const middle = bar.left + bar.width / 2 - plot.left;
  tip.style.left = `${Math.max(0, Math.min(plot.width - tip.offsetWidth, middle - tip.offsetWidth / 2))}px`;
}

function hide(event) {
  if (event.pointerType === 'touch') return;
  shown = undefined;
  tip.hidden = true;
}
