import { lookNow } from './live.js';

// Files handed in one after another, each with its progress, also by dropping them. Without this file the form sends them all at once.
export function uploads(document) {
  const form = document.querySelector('form[data-uploads]');
  if (!form) return;
  const { file: input } = form.elements;
  const list = form.querySelector('[data-upload-list]');
  const said = form.querySelector('[data-upload-said]');

  form.addEventListener('submit', event => {
    event.preventDefault();
    delete form.dataset.sent;
    take([...input.files]);
  });
  for (const kind of ['dragenter', 'dragover']) form.addEventListener(kind, event => { if (event.dataTransfer?.types.includes('Files')) { event.preventDefault(); form.classList.add('dropping'); } });
  for (const kind of ['dragleave', 'drop']) form.addEventListener(kind, event => { if (!form.contains(event.relatedTarget)) form.classList.remove('dropping'); });
  form.addEventListener('drop', event => { event.preventDefault(); take([...event.dataTransfer.files]); });

  async function take(files) {
    if (files.length === 0) return;
    input.value = '';
    const rows = files.map(file => [file, rowOf(file)]);
    let last;
    for (const [file, row] of rows) {
      if (file.size > Number(form.dataset.limit)) show(row, `Too large: ${form.dataset.limitText} at most.`, 'bad');
      else last = await send(file, row) ?? last;
    }
    if (files.length === 1 && last) location.assign(last);
    else await lookNow(document);
  }

  function rowOf(file) {
    const row = document.createElement('li');
    const name = document.createElement('b');
    name.textContent = file.name;
    const bar = document.createElement('progress');
    bar.max = file.size || 1;
    bar.setAttribute('aria-label', file.name);
    const state = document.createElement('span');
    state.textContent = 'Waiting';
    row.append(name, bar, state);
    list.hidden = false;
    list.append(row);
    return { name: file.name, bar, state };
  }

  // Gives back where the report is; nothing where the file was not taken.
  function send(file, row) {
    const body = new FormData();
    for (const field of form.elements) if (field.name && field !== input && (field.type !== 'checkbox' || field.checked)) body.append(field.name, field.value);
    body.append('file', file); // last: the server checks the others before it reads on
    return new Promise(done => {
      const request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', event => {
        row.bar.value = Math.min(event.loaded, row.bar.max);
        row.state.textContent = `${Math.floor(100 * row.bar.value / row.bar.max)} %`;
      });
      request.addEventListener('load', () => {
        const answer = read(request.responseText);
        if (request.status !== 200 || !answer.href) {
          // The sign-in page answers 200 where the session has ended: only an address of a report means that the file was taken.
          const why = request.status === 200 ? 'It was not taken: you are no longer signed in. Sign in, then hand it in again.' : 'It was not taken. Load the page again and try once more.';
          show(row, answer.title ?? why, 'bad');
          done();
          return;
        }
        row.bar.value = row.bar.max;
        show(row, 'Handed in.', 'good', answer.href);
        done(answer.href);
      });
      request.addEventListener('error', () => { show(row, 'The connection broke off. Try again.', 'bad'); done(); });
      request.send(body);
    });
  }

  function show(row, text, tone, href) {
    row.state.textContent = text;
    row.state.className = `tone-${tone}`;
    row.bar.hidden = true;
    said.textContent = `${row.name}: ${text}`;
    if (!href) return;
    const link = document.createElement('a');
    link.href = href;
    link.textContent = 'See what became of it';
    row.state.append(' ', link);
  }
}

function read(text) {
  try { return JSON.parse(text); } catch { return {}; }
}
