// Quiet axes: few lines, labels one can read on a phone, the value of the point under the finger or pointer.
export function options(rows, { chart, prefix = '', suffix = '' }) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12, weight: 500 };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 2 });
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false : { duration: 150 },
    layout: { padding: { top: 24 } },
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: {
        border: { display: false },
        grid: { display: false },
        ticks: {
          font, maxRotation: 0, autoSkipPadding: 6,
          // Twelve months on a phone: N D J rather than every third name.
          callback(_, index) {
            const narrow = this.chart.width / rows.length < 34;
            const { short } = rows[index];
            return narrow && /^\p{Lu}\p{Ll}{2}$/u.test(short) ? short[0] : short;
          },
        },
      },
      y: {
        // Readings only ever grow: from zero they would be a flat line. Everything else starts at zero.
        beginAtZero: chart !== 'line',
        border: { display: false },
        grid: { drawTicks: false },
        ticks: { font, maxTicksLimit: 5, padding: 8, callback: value => prefix + number.format(value) + suffix },
      },
    },
    plugins: {
      tooltip: {
        displayColors: false,
        padding: 10,
        cornerRadius: 8,
        titleFont: { ...font, size: 12 },
        bodyFont: { ...font, size: 14, weight: 600 },
        callbacks: {
          title: ([item]) => rows[item.dataIndex].label,
          label: item => [rows[item.dataIndex].text, rows[item.dataIndex].note].filter(Boolean).join(', '),
        },
      },
    },
  };
}
