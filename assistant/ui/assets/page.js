// Runs once when the page is loaded: brings quotes and new answers into view, opens and closes the source on phones.
() => {
  const narrow = () => window.matchMedia('(max-width: 800px)').matches;
  const shown = new WeakMap();
  let opener = null;
  let lastTurn = '';
  let asking = false;

  const reveal = (article) => {
    const text = article.querySelector('.text');
    const mark = article.querySelector('mark.quoted');
    if (narrow()) document.body.classList.add('reading-source');
    if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    else text.scrollTop = 0;
    if (narrow()) article.querySelector('.close-source').focus({ preventScroll: true });
  };

  const close = () => {
    if (!document.body.classList.contains('reading-source')) return;
    document.body.classList.remove('reading-source');
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };

  document.addEventListener('click', (event) => {
    if (event.target.closest('.close-source')) return close();
    const button = event.target.closest('button[data-event="click"]');
    if (!button) return;
    opener = button;
    // The same quote again changes nothing on the server's side: show it once more.
    const wanted = button.dataset;
    for (const article of document.querySelectorAll('article.source')) {
      const same = ['document', 'start', 'end'].every((name) => article.dataset[name] === wanted[name]);
      if (same && article.closest('.split') === button.closest('.split')) reveal(article);
    }
  });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

  const chinese = (text) => {
    const found = (window.gradioSays || []).find(([english]) => text.includes(english));
    return found ? found[1] : text;
  };
  const translate = () => {
    for (const node of document.querySelectorAll('.toast-title, .toast-message-text')) {
      const text = node.textContent.trim();
      if (chinese(text) !== text) node.textContent = chinese(text);
    }
    for (const button of document.querySelectorAll('.toast-close[aria-label="Close"]')) button.ariaLabel = chinese('Close');
  };

  const look = () => {
    translate();
    for (const article of document.querySelectorAll('article.source')) {
      // Gradio keeps the element when the next quote is of the same document, so its place is compared too.
      const place = ['document', 'start', 'end'].map((name) => article.dataset[name]).join(' ');
      if (shown.get(article) === place || article.closest('.split').offsetParent === null) continue; // another tab's
      shown.set(article, place);
      reveal(article);
    }
    const turns = document.querySelectorAll('#conversation .turn');
    const last = turns[turns.length - 1];
    const state = last ? `${turns.length} ${last.querySelector('.head') ? 'answered' : 'asked'}` : '';
    if (last && state !== lastTurn) last.scrollIntoView({ block: 'start', behavior: 'instant' });
    lastTurn = state;
    const confirm = document.querySelector('#confirm-remove');
    const asked = Boolean(confirm && confirm.offsetParent);
    if (asked && !asking) confirm.scrollIntoView({ block: 'center', behavior: 'instant' });
    asking = asked;
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
