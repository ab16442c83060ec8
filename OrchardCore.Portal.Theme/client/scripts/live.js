// A page with something at work: [data-live] is where to ask for a stamp. When it differs, the page's [data-part] are fetched again; when
// nothing is at work any more, the page as a whole. Without this file there is a link that loads the page again.
const first = 1500, longest = 15000; // ms between two looks

let following = false;

export function livePage(document) {
  const place = document.querySelector('[data-live]');
  if (!place || following) return;
  following = true;
  follow(document, place.dataset.live, place.dataset.stamp).finally(() => { following = false; });
}

// After something was begun here.
export async function lookNow(document) {
  if (await renew(document)) livePage(document);
}

async function follow(document, address, stamp) {
  for (let wait = first; ; wait = Math.min(wait * 1.3, longest)) {
    await new Promise(done => setTimeout(done, wait));
    if (document.hidden) continue;
    const answer = await fetch(address).catch(() => null);
    if (!answer) continue;
    if (!answer.ok || answer.redirected) return; // signed out, or gone
    const now = await answer.text();
    if (now === stamp) continue;
    stamp = now;
    wait = first;
    if (!await renew(document)) return;
  }
}

// Returns whether anything is still at work.
async function renew(document) {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const working = fresh.querySelector('[data-live]') !== null;
  for (const part of document.querySelectorAll('[data-part]')) {
    const now = fresh.getElementById(part.id);
    // Whoever is in the middle of it with the keyboard stays there.
    if (now && !part.contains(document.activeElement)) part.innerHTML = now.innerHTML;
  }
  if (!working && document.querySelector('[data-reload]')) location.reload();
  return working;
}
