// A canvas knows nothing of custom properties, and Chart.js nothing of oklch: a probe resolves the one, a pixel the other.
const names = { bar: '--chart-bar', edge: '--chart-edge', now: '--chart-now', text: '--ink-2', ink: '--ink', grid: '--line', card: '--card' };
const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });

export function colours(figure) {
  const probe = document.createElement('i');
  figure.append(probe);
  const found = Object.fromEntries(Object.entries(names).map(([key, name]) => {
    probe.style.color = `var(${name})`;
    return [key, rgb(getComputedStyle(probe).color)];
  }));
  probe.remove();
  return found;
}

function rgb(colour) {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
