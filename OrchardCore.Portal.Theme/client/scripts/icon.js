// All files of a build share one folder, so the sprite stands beside this script.
const sprite = new URL('icons.svg', import.meta.url).pathname;
const svg = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const element = document.createElementNS(svg, 'svg');
  element.classList.add('icon');
  element.setAttribute('aria-hidden', 'true');
  element.appendChild(document.createElementNS(svg, 'use')).setAttribute('href', `${sprite}#${name}`);
  return element;
}
