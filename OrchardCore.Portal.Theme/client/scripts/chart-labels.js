// The highlighted bar says its value, so that the figure one looks for needs no pointer.
export const valueLabels = {
  id: 'valueLabels',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    const set = chart.data.datasets[0];
    if (set.line) return;
    chart.getDatasetMeta(0).data.forEach((bar, index) => {
      const row = set.rows[index];
      if (!row.highlight || row.value === null) return;
      ctx.save();
      ctx.font = `600 13px ${getComputedStyle(set.figure).fontFamily}`;
      ctx.fillStyle = set.labelColour;
      ctx.textAlign = 'center';
      const half = ctx.measureText(row.text).width / 2;
      const x = Math.min(Math.max(bar.x, chartArea.left + half), chartArea.right - half);
      ctx.fillText(row.text, x, bar.y - 8);
      ctx.restore();
    });
  },
};
