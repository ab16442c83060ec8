// Estimated values are hatched: told by form, not by colour.
export function hatch(line, ground) {
  const size = 8;
  const tile = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = tile.getContext('2d');
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = line;
  context.lineWidth = 2;
  context.beginPath();
  for (const x of [-size, 0, size]) {
    context.moveTo(x - 1, size + 1);
    context.lineTo(x + size + 1, -1);
  }
  context.stroke();
  return context.createPattern(tile, 'repeat');
}
