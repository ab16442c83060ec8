// The editor of templates: Tab indents, the numbers follow, and a fault leads to its place. All of it works without this file, by the numbers beside the lines.
const indent = '  ';

export function templateEditor(document) {
  const form = document.querySelector('[data-template]');
  if (!form) return;
  const text = form.elements.text;
  const numbers = form.querySelector('[data-numbers]');
  const count = () => {
    const lines = text.value.split('\n').length + 1;
    if (text.rows === lines) return;
    text.rows = lines;
    numbers.textContent = Array.from({ length: lines }, (_, at) => at + 1).join('\n');
  };
  text.addEventListener('input', count);
  // Escape lets the keyboard out again (WCAG 2.1.2).
  let leaving = false;
  text.addEventListener('keydown', event => {
    if (event.key === 'Tab' && !leaving && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      text.setRangeText(indent, text.selectionStart, text.selectionEnd, 'end');
      text.dispatchEvent(new Event('input', { bubbles: true }));
    }
    leaving = event.key === 'Escape';
  });
  document.querySelectorAll('[data-line]').forEach(link => link.addEventListener('click', event => {
    event.preventDefault();
    const before = text.value.split('\n').slice(0, Number(link.dataset.line) - 1).join('\n');
    const at = Math.min(text.value.length, before.length + (before ? 1 : 0) + Number(link.dataset.column) - 1);
    text.focus({ preventScroll: true });
    text.setSelectionRange(at, at);
    const box = text.parentElement;
    box.scrollTop = (Number(link.dataset.line) - 4) * (text.scrollHeight / text.rows);
    box.scrollIntoView({ block: 'nearest' });
  }));
  document.querySelector('[data-faults]')?.focus();
}
