// What may follow the words at hand, fetched while somebody types. Without it everything works as before. Keeps nothing.
(() => {
  const field = document.querySelector("[data-suggest]");
  const place = document.getElementById("suggestions");
  if (!field || !place) return;
  let waiting;
  let asking = new AbortController();
  const ask = async () => {
    asking = new AbortController();
    const query = new URLSearchParams(new FormData(field.form));
    try {
      const answer = await fetch(`${field.dataset.suggest}?${query}`, { signal: asking.signal, cache: "no-store" });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      place.replaceChildren();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asking.abort();
    waiting = setTimeout(ask, 250);
  });
})();
