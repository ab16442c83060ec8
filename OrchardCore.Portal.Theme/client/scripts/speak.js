// One polite live region for everything that a script has to tell.
let region;

export function speak(text) {
  if (!region) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  // The same words twice are news only when the region was empty in between.
  region.textContent = '';
  setTimeout(() => { region.textContent = text; }, 50);
}
