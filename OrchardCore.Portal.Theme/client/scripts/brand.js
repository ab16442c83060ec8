// The branding editor: what is chosen shows in the previews at once. Without this file, "Save draft and see it" does the same.
const colour = /^#[0-9a-f]{6}$/i;

export function livePreview(document) {
  const form = document.querySelector('[data-brand]');
  if (!form) return;
  const frames = [...document.querySelectorAll('[data-preview]')];
  const show = () => frames.forEach(frame => dress(frame.contentDocument?.documentElement, new FormData(form)));
  form.addEventListener('input', show);
  frames.forEach(frame => frame.addEventListener('load', show));
  form.querySelectorAll('[name=colour], [name=accent]').forEach(field => beside(field, form));
}

function dress(root, values) {
  if (!root) return;
  const set = (name, value) => root.style.setProperty(name, value);
  if (colour.test(values.get('colour'))) set('--brand', values.get('colour'));
  if (colour.test(values.get('accent'))) set('--accent', values.get('accent'));
  set('--radius', `${values.get('radius')}px`);
  set('--font', `"${values.get('font')}", system-ui, sans-serif`);
  set('--display', `"${values.get('display-font')}", system-ui, sans-serif`);
}

// The browser's own picker beside the digits, which stay the field that counts.
function beside(field, form) {
  const picker = field.ownerDocument.createElement('input');
  picker.type = 'color';
  picker.className = 'colour-picker';
  picker.value = colour.test(field.value) ? field.value : '#000000';
  picker.setAttribute('aria-label', `${field.labels[0].textContent.trim()}: pick`);
  picker.addEventListener('input', () => { field.value = picker.value; field.dispatchEvent(new Event('input', { bubbles: true })); });
  field.addEventListener('input', () => { if (colour.test(field.value)) picker.value = field.value; });
  field.after(picker);
}
