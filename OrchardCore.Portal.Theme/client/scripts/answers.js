// The editor of answers: what is written shows beside it, and the list is ordered by dragging. Both work without this file, by buttons.
const pause = 350; // ms without a key

export function answerPreview(document) {
  const form = document.querySelector('[data-answer]');
  const shown = document.querySelector('[data-answer-preview]');
  if (!form || !shown) return;
  let waiting, asked = 0;
  form.elements.answer.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(form.dataset.answer, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      // The server has made it safe, as it does for customers.
      if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
    }, pause);
  });
}

export function dragOrder(document) {
  const form = document.querySelector('[data-order]');
  if (!form) return;
  let dragged;
  for (const row of form.querySelectorAll('[data-id]')) {
    row.draggable = true;
    row.addEventListener('dragstart', event => { dragged = row; event.dataTransfer.effectAllowed = 'move'; row.classList.add('dragged'); });
    row.addEventListener('dragend', () => row.classList.remove('dragged'));
    row.addEventListener('dragover', event => {
      if (!dragged || dragged.parentNode !== row.parentNode) return;
      event.preventDefault();
      if (dragged === row) return;
      const box = row.getBoundingClientRect();
      row[event.clientY > box.top + box.height / 2 ? 'after' : 'before'](dragged);
    });
    row.addEventListener('drop', event => {
      event.preventDefault();
      form.elements.order.value = [...form.querySelectorAll('[data-id]')].map(one => one.dataset.id).join(',');
      form.submit();
    });
  }
}
