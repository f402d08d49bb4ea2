/** Keeps a form marked `data-once` from being sent twice by a double press. */
const sent = new WeakSet<HTMLFormElement>();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-once')) return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
});

window.addEventListener('pageshow', () => {
  // A page taken out of the browser's history may be sent again.
  for (const form of document.forms) sent.delete(form);
});
