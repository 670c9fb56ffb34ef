// Runs once for each HTML block: a click on one of its buttons raises the event the button names.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-event]');
  if (!button) return;
  trigger(button.dataset.event, {
    document_id: button.dataset.document || '',
    start: Number(button.dataset.start || 0),
    end: Number(button.dataset.end || 0),
    index: Number(button.dataset.index || 0),
  });
});
