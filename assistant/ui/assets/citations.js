// Runs once for each HTML block: a click on a citation button goes to the server with the span it names.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.cite');
  if (!button) return;
  trigger('click', {
    document_id: button.dataset.document,
    start: Number(button.dataset.start),
    end: Number(button.dataset.end),
  });
});
