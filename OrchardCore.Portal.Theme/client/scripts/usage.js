// Bars drawn at the server: what a bar says under the pointer, the finger or the focus; T opens the table, of the chart in use or of all. Everything works without it.
const figures = document.querySelectorAll('[data-use]');
let shown;

for (const slot of document.querySelectorAll('[data-use] .use-slot')) {
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
  const used = event.target.closest('[data-use]') ?? document.querySelector('[data-use]:hover');
  const tables = [...used ? [used] : figures].map(figure => figure.querySelector('details')).filter(Boolean);
  const open = tables.every(table => table.open);
  for (const table of tables) table.open = !open;
});

function tipOf(slot) {
  return slot.closest('[data-use]').querySelector('.use-tip');
}

function show(slot) {
  if (shown && shown !== slot) tipOf(shown).hidden = true;
  shown = slot;
  const tip = tipOf(slot);
  tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: slot.dataset.name }), ...slot.dataset.said.split(', ').map(line => Object.assign(document.createElement('span'), { textContent: line })));
  tip.hidden = false;
  const plot = tip.parentElement.getBoundingClientRect();
  const bar = slot.querySelector('.use-hit').getBoundingClientRect();
  const middle = bar.left + bar.width / 2 - plot.left;
  tip.style.left = `${Math.max(0, Math.min(plot.width - tip.offsetWidth, middle - tip.offsetWidth / 2))}px`;
}

function hide(event) {
  if (event.pointerType === 'touch' || !shown) return;
  tipOf(shown).hidden = true;
  shown = undefined;
}
