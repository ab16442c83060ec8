// A sheet that was opened on a narrow page lies in the page when the window grows: take it out of the top layer.
export function closeSheetsOnResize(root) {
  const wide = matchMedia('(min-width: 820px)');
  wide.addEventListener('change', () => {
    for (const sheet of root.querySelectorAll('.filters, .menu')) {
      if (sheet.matches(':popover-open')) sheet.hidePopover();
    }
  });
}
