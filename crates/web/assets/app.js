// What pages can do better with a little script. All of them work without.
"use strict";
(() => {
  const $ = (what, from = document) => from.querySelector(what);
  const typing = (at) => at && (at.matches("input, textarea, select") || at.isContentEditable);

  // The words of an event open in their place.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-words]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const line = link.closest(".event");
    const shown = $(".words", line);
    const say = (open) => {
      link.textContent = open ? link.dataset.close : link.dataset.open;
      link.setAttribute("aria-expanded", String(open));
    };
    if (shown) {
      shown.hidden = !shown.hidden;
      say(!shown.hidden);
      return;
    }
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.dataset.words, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const box = document.createElement("div");
      box.className = "words";
      // Made and escaped by the server; the content policy lets no script in it run.
      box.append(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
      $(".what", line).append(box);
      say(true);
    } catch {
      location.href = link.href;
    } finally {
      link.removeAttribute("aria-busy");
    }
  });

  // Keys: / goes to the search, those on buttons press them.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll(".more details[open]")) menu.open = false;
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      $(".find input").focus();
      return;
    }
    // By letter, and by the place of the key where another script is on.
    const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
    const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key && one.dataset.key === letter);
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  });

  // The reason that was typed goes with whichever decision is taken; one decision is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const reason = form.dataset.reason && $("#" + form.dataset.reason);
    if (reason) for (const name of ["why", "who"]) $(`input[name=${name}]`, form).value = $(`input[name=${name}]`, reason).value;
    const who = $("input[name=who]", form);
    if (who && who.value) localStorage.setItem("who", who.value);
    if (form.method === "post") {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    }
  });
  for (const who of document.querySelectorAll("input[name=who][type=text]")) who.value ||= localStorage.getItem("who") || "";
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // A picture wider than its frame shows its middle first, a map where its greatest place lies.
  for (const frame of document.querySelectorAll(".picture")) {
    const centre = $(".focus circle, .focus rect, .focus path, .map circle", frame);
    if (!centre || frame.scrollWidth <= frame.clientWidth) continue;
    const box = centre.getBoundingClientRect(), own = frame.getBoundingClientRect();
    frame.scrollLeft += box.left + box.width / 2 - own.left - frame.clientWidth / 2;
  }

  // A menu closes when something else is chosen.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".more details[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // Finds follow the words as one types.
  const field = $(".find input");
  if (field && location.pathname === "/search") {
    let waiting, asked = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const words = field.value.trim();
        if (words.length < 2) return;
        const turn = ++asked;
        const to = "/search?q=" + encodeURIComponent(words);
        try {
          const answer = await fetch(to, { headers: { Accept: "text/html" } });
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          if (turn !== asked || !answer.ok) return;
          $("#main").replaceChildren(...$("#main", page).childNodes);
          history.replaceState(null, "", to);
        } catch {
          // The next letter asks again.
        }
      }, 160);
    });
    if (!location.search) field.focus();
  }

  // Files can be dropped anywhere on the page of adding.
  const form = $("form[data-drop]");
  if (form) {
    const box = $(".drop", form), files = $("input[type=file]", form);
    $(".hint", box).hidden = false;
    const over = (on) => (event) => {
      event.preventDefault();
      box.classList.toggle("over", on);
    };
    addEventListener("dragover", over(true));
    addEventListener("dragleave", over(false));
    addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  }
})();
