// Comfort only: without this script every link, card and picture works as well.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 60.01rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const chosen = (root, number) => {
    for (const one of root.querySelectorAll(".chosen, .text .on")) one.classList.remove("chosen", "on");
    for (const one of root.querySelectorAll(`[data-s~="${number}"]`)) one.classList.add("chosen");
    for (const one of root.querySelectorAll(".text [data-p]")) {
      if (one.dataset.p.split(" ").some((part) => part.endsWith(`-${number}`))) one.classList.add("on");
    }
    root.querySelector(`[data-card="${number}"]`).classList.add("chosen");
  };
  const open = (body, focus) => {
    const card = body.closest("details");
    const root = body.closest(".report");
    card.open = true;
    chosen(root, card.dataset.card);
    const panel = card.closest(".panel");
    const behavior = calm.matches ? "auto" : "smooth";
    if (wide.matches) {
      const seen = panel.getBoundingClientRect();
      if (seen.top > innerHeight / 2 || seen.bottom < innerHeight / 2) root.querySelector(".desk").scrollIntoView();
      const top = card.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop;
      panel.scrollTo({ top: top - 4, behavior });
    } else {
      card.scrollIntoView({ block: "start", behavior });
    }
    if (focus) body.focus({ preventScroll: true });
  };
  const target = () => {
    const body = document.getElementById(location.hash.slice(1));
    return body && body.matches(".body") ? body : null;
  };
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const body = link && document.getElementById(link.hash.slice(1));
    if (!body || !body.matches(".body") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    open(body, true);
  });
  addEventListener("toggle", (event) => {
    const card = event.target;
    if (card.matches && card.matches(".card") && card.open) chosen(card.closest(".report"), card.dataset.card);
  }, true);
  addEventListener("hashchange", () => target() && open(target(), true));
  for (const one of document.querySelectorAll(".key [hidden]")) one.hidden = false;
  if (target()) open(target(), false);
  // Browsers that cannot show closed details on paper by style alone.
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll(".card:not([open])")];
    for (const card of shut) card.open = true;
  });
  addEventListener("afterprint", () => { for (const card of shut) card.open = false; });
})();
