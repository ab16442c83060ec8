// An id in [data-copy] gets a button that copies it.
import { icon } from './icon.js';
import { speak } from './speak.js';

export function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const id of root.querySelectorAll('[data-copy]')) {
    const text = (id.dataset.copy || id.textContent).trim();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.setAttribute('aria-label', `Copy ${text}`);
    button.append(icon('copy'));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      button.replaceChildren(icon('check'));
      speak(`Copied ${text}`);
      setTimeout(() => button.replaceChildren(icon('copy')), 2000);
    });
    id.after(button);
  }
}
