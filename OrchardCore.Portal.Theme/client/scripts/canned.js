// A ready answer goes to where one is writing; without this, the button asks the server for it.
export function cannedAnswers(root) {
  for (const select of root.querySelectorAll('select[data-canned]')) {
    const area = document.getElementById(select.dataset.canned);
    select.form.querySelector('[name=does][value=insert]').addEventListener('click', event => {
      event.preventDefault();
      const text = select.selectedOptions[0]?.dataset.text;
      if (!text) return select.focus();
      const before = area.value.slice(0, area.selectionStart);
      const gap = before === '' || before.endsWith('\n') ? '' : '\n\n';
      area.setRangeText(gap + text, area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
      area.focus();
    });
  }
}
