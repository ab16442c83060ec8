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
  // An answer is dragged among those of its topic, a topic by its head among the topics.
  for (const row of form.querySelectorAll('[data-id]')) movable(row, row);
  for (const handle of form.querySelectorAll('[data-topic-handle]')) movable(handle.closest('[data-topic]'), handle);

  function movable(part, handle) {
    handle.draggable = true;
    handle.addEventListener('dragstart', event => {
      dragged = part;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setDragImage(part, 16, 16);
      part.classList.add('dragged');
    });
    handle.addEventListener('dragend', () => { part.classList.remove('dragged'); dragged = undefined; });
    part.addEventListener('dragover', event => {
      if (!dragged || dragged.parentNode !== part.parentNode) return;
      event.preventDefault();
      if (dragged === part) return;
      const box = part.getBoundingClientRect();
      part[event.clientY > box.top + box.height / 2 ? 'after' : 'before'](dragged);
    });
    part.addEventListener('drop', event => {
      if (!dragged || dragged.parentNode !== part.parentNode) return;
      event.preventDefault();
      form.elements.order.value = [...form.querySelectorAll('[data-id]')].map(one => one.dataset.id).join(',');
      form.submit();
    });
  }
}
