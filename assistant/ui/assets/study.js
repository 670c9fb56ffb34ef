// Runs once for each block of the study tab: replies of its forms go along with the events its buttons name.
const seen = new WeakMap();
let acted = false;

const replyOf = (form) => {
  if (!form) return '';
  const written = form.querySelector('textarea, input[type="text"]');
  if (written) return written.value;
  const ordered = [...form.querySelectorAll('button[data-pick][data-rank]')];
  if (ordered.length) return ordered.sort((one, other) => one.dataset.rank - other.dataset.rank).map((one) => one.dataset.pick).join('');
  return [...form.querySelectorAll('input:checked')].map((one) => one.value).join('');
};

const raise = (button) => {
  const form = button.closest('form');
  const shown = seen.get(form);
  acted = true;
  trigger(button.dataset.event, {
    document_id: button.dataset.document || '',
    start: Number(button.dataset.start || 0),
    end: Number(button.dataset.end || 0),
    index: Number(button.dataset.index || 0),
    key: button.dataset.key || '',
    turn: Number(button.dataset.turn || 0),
    reply: 'reply' in button.dataset ? button.dataset.reply : replyOf(form),
    seconds: shown ? (performance.now() - shown) / 1000 : 0,
    narrow: window.matchMedia('(max-width: 800px)').matches,
  });
};

const pick = (button) => {
  const every = [...button.closest('form').querySelectorAll('button[data-pick]')];
  const rank = button.dataset.rank;
  if (rank) {
    for (const one of every) if (Number(one.dataset.rank || 0) >= Number(rank)) delete one.dataset.rank;
  } else {
    button.dataset.rank = every.filter((one) => one.dataset.rank).length + 1;
  }
  for (const one of every) one.querySelector('.rank').textContent = one.dataset.rank || '';
};

const save = (form) => {
  if (form && form.dataset.autosave) {
    acted = true;
    trigger('input', { key: form.dataset.autosave, index: Number(form.dataset.index), reply: replyOf(form) });
    form.classList.toggle('answered', replyOf(form).trim() !== '');
    const paper = form.closest('.exam-paper');
    const count = paper && paper.querySelector('.exam-answered');
    if (count) count.textContent = paper.querySelectorAll('form.answered').length;
  }
};

element.addEventListener('click', (event) => {
  const chosen = event.target.closest('button[data-pick]');
  if (chosen) { event.preventDefault(); pick(chosen); save(chosen.closest('form')); return; }
  const button = event.target.closest('button[data-event]');
  if (!button) return;
  event.preventDefault();
  const left = button.dataset.confirm && element.querySelectorAll('form[data-autosave]:not(.answered)').length;
  if (left && !window.confirm(button.dataset.confirm.replace('{left}', left))) return;
  raise(button);
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = event.target.querySelector('button[data-submit]');
  if (button) raise(button);
});
element.addEventListener('change', (event) => save(event.target.closest('form')));

const typing = (target) => target.closest('textarea, input[type="text"], input[type="number"], select, [contenteditable="true"]');
document.addEventListener('keydown', (event) => {
  if (!element.isConnected || element.offsetParent === null) return;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && element.contains(event.target) && event.target.matches('textarea')) {
    const button = event.target.closest('form').querySelector('button[data-submit]');
    if (button) { event.preventDefault(); raise(button); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.body.classList.contains('reading-source') || typing(event.target) || element.querySelector('.exam-paper')) return;
  const block = element.querySelector('[data-keys]');
  if (!block) return;
  if (event.key === ' ' && block.querySelector('details.flash')) {
    event.preventDefault();
    const card = block.querySelector('details.flash');
    card.open = !card.open;
    return;
  }
  if (event.key === 'Enter' && !event.target.closest('button:not([role="tab"]), summary, a')) {
    const button = block.querySelector('button[data-submit]');
    if (button) { event.preventDefault(); raise(button); }
    return;
  }
  const place = '12345678'.indexOf(event.key);
  if (place < 0 || event.key.length !== 1) return;
  const choices = [...block.querySelectorAll('label.choice input, button[data-pick], details.flash[open] button[data-event]')];
  if (choices[place]) { event.preventDefault(); choices[place].click(); if (choices[place].matches('input')) choices[place].focus(); }
});

const clock = () => {
  const shown = element.querySelector('[data-remaining]');
  if (!shown) return;
  if (!seen.has(shown)) seen.set(shown, performance.now());
  const left = Math.ceil(Number(shown.dataset.remaining) - (performance.now() - seen.get(shown)) / 1000);
  const time = Math.max(0, left);
  const told = left > 0 ? `${Math.floor(time / 60)}:${String(time % 60).padStart(2, '0')}` : shown.dataset.over;
  if (shown.textContent !== told) shown.textContent = told; // writing it again would wake the observer for ever
  shown.classList.toggle('over', left <= 60);
};
setInterval(clock, 500);

new MutationObserver(() => {
  clock();
  for (const form of element.querySelectorAll('form')) if (!seen.has(form)) seen.set(form, performance.now());
  for (const mark of element.querySelectorAll('blockquote mark:first-of-type')) {
    const quote = mark.closest('blockquote');
    if (seen.has(mark) || element.offsetParent === null) continue;
    seen.set(mark, 0);
    quote.scrollTop += mark.getBoundingClientRect().top - quote.getBoundingClientRect().top - quote.clientHeight / 3;
  }
  const wanted = element.querySelector('[data-focus]');
  if (wanted && acted && !seen.has(wanted) && element.offsetParent !== null && !document.body.classList.contains('reading-source')) {
    seen.set(wanted, 0);
    wanted.focus({ preventScroll: true });
    wanted.closest('.study-card')?.scrollIntoView({ block: 'nearest' });
  }
}).observe(element, { childList: true, subtree: true });
