export function readTable(figure) {
  return [...figure.querySelectorAll('tbody tr')].map(row => ({
    short: row.dataset.short || row.cells[0].textContent.trim(),
    label: row.cells[0].textContent.trim(),
    text: row.cells[1].lastChild.textContent.trim(),
    // A gap in the data is a gap in the chart.
    value: row.dataset.value === '' ? null : Number(row.dataset.value),
    note: row.dataset.note || '',
    highlight: 'highlight' in row.dataset,
  }));
}
