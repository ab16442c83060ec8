// Small comforts for forms.

// A form that came back with errors begins at its summary.
export function focusErrors(root) {
  root.querySelector('[data-focus]')?.focus();
}

// A password can be shown, which helps more people than a second box does.
export function revealPasswords(root) {
  for (const input of root.querySelectorAll('input[type=password]')) {
    const wrap = document.createElement('div');
    wrap.className = 'reveal';
    input.replaceWith(wrap);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Show';
    button.setAttribute('aria-controls', input.id);
    button.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-label', 'Show password');
    button.addEventListener('click', () => {
      const shown = input.type === 'password';
      input.type = shown ? 'text' : 'password';
      button.textContent = shown ? 'Hide' : 'Show';
      button.setAttribute('aria-label', shown ? 'Hide password' : 'Show password');
      button.setAttribute('aria-pressed', String(shown));
    });
    // A shown password must not be kept as form text by the browser.
    input.form?.addEventListener('submit', () => { input.type = 'password'; });
    wrap.append(input, button);
  }
}

// A second press does not send a form twice. The button stays enabled, so that focus and its name/value stay.
export function submitOnce(root) {
  for (const form of root.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', event => {
      if (form.dataset.sent) event.preventDefault();
      else form.dataset.sent = 'true';
    });
    // Back out of the browser's page cache, the form may be sent again.
    addEventListener('pageshow', () => { delete form.dataset.sent; });
  }
}

// form[data-guard] asks before its unsaved changes are left behind.
export function guardChanges(root) {
  const changed = new Set();
  for (const form of root.querySelectorAll('form[data-guard]')) {
    form.addEventListener('input', () => changed.add(form));
    form.addEventListener('submit', () => changed.clear());
  }
  addEventListener('beforeunload', event => {
    if (changed.size > 0) event.preventDefault();
  });
}

// A file that is too large is said when it is chosen, and not after it was sent.
export function weighFiles(root) {
  for (const input of root.querySelectorAll('input[type=file][data-largest]')) {
    const most = Number(input.dataset.largest);
    const note = document.createElement('p');
    note.className = 'field-error';
    note.setAttribute('role', 'alert');
    input.after(note);
    input.addEventListener('change', () => {
      const large = [...input.files].find(file => file.size > most);
      note.textContent = large ? `${large.name} is too large: ${Math.floor(most / 1e6)} MB at most.` : '';
    });
  }
}
