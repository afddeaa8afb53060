// Makes the portal quicker to use. Every page works without it: links that open dialogs are pages of their own, filters
// have a button, figures that tick are right when the page is loaded.

const root = document.documentElement;
root.classList.add("is-live");

// Where one is, is in sight: in a long navigation, and in tabs on a phone.
const inSight = new ResizeObserver((strips) => {
    for (const { target: strip } of strips) {
        const place = strip.querySelector("[aria-current]")?.getBoundingClientRect();
        const room = strip.getBoundingClientRect();
        if (place) strip.scrollBy(place.right - room.right, place.bottom - room.bottom);
    }
});
for (const strip of document.querySelectorAll(".nav, .tabs")) inSight.observe(strip);

const isPlainClick = (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

async function fetchPage(address) {
    const response = await fetch(address, { headers: { accept: "text/html" }, credentials: "same-origin" });
    if (response.redirected && new URL(response.url).pathname !== new URL(address, location.href).pathname) return null;
    if (!response.ok) return null;
    return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Dialogs: the form of another page, shown on top of this one.

async function openDialog(link) {
    const page = await fetchPage(link.href).catch(() => null);
    const sheet = page?.querySelector("[data-sheet]");
    if (!sheet) return void location.assign(link.href);
    const dialog = document.createElement("dialog");
    const close = Object.assign(document.createElement("button"), {
        type: "button",
        className: "button is-quiet is-small dialog-close",
        textContent: "Close",
        onclick: () => dialog.close(),
    });
    dialog.append(document.importNode(sheet, true), close);
    dialog.setAttribute("aria-labelledby", sheet.getAttribute("aria-labelledby") ?? "");
    dialog.addEventListener("close", () => {
        dialog.remove();
        link.focus();
    });
    dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-cancel]")) {
            event.preventDefault();
            dialog.close();
        }
    });
    document.body.append(dialog);
    dialog.showModal();
    const first = dialog.querySelector("[autofocus], .sheet input:not([type=hidden]), .sheet select, .sheet-foot button");
    first?.focus();
}

// Filters: the results are fetched and put in place, so that the cursor stays where it is.

let filtering = 0;

async function applyFilter(form) {
    const ticket = ++filtering;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
    const address = form.action + (query.size ? "?" + query : "");
    const results = document.getElementById(form.dataset.filter);
    results?.setAttribute("aria-busy", "true");
    try {
        const fresh = (await fetchPage(address))?.getElementById(form.dataset.filter);
        if (ticket !== filtering) return;
        if (!fresh || !results) return void location.assign(address);
        for (const select of form.querySelectorAll("select")) {
            const options = fresh.ownerDocument.querySelector(`form[data-filter] select[name="${select.name}"]`);
            if (!options || select === document.activeElement) continue;
            const chosen = select.value;
            select.replaceChildren(...document.importNode(options, true).children);
            select.value = chosen;
        }
        results.replaceWith(document.importNode(fresh, true));
        if (!form.closest("dialog")) history.replaceState(null, "", address);
    } catch {
        if (ticket === filtering) location.assign(address);
    }
}

let typing = 0;

document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-filter]");
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(applyFilter, event.target.type === "search" ? 250 : 0, form);
});

// One click is enough.

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-filter]")) {
        event.preventDefault();
        clearTimeout(typing);
        const best = form.closest("[data-palette]")?.querySelector("[data-found]");
        if (best) best.click();
        else applyFilter(form);
        return;
    }
    if (form.method !== "post") return;
    if (form.dataset.sent) return void event.preventDefault();
    if (form.hasAttribute("data-theme-choice")) return void chooseTheme(event);
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button?.classList.contains("button")) return;
    button.classList.add("is-busy");
    button.ariaDisabled = true;
    button.querySelector(".icon")?.setAttribute("hidden", "");
    button.prepend(Object.assign(document.createElement("span"), { className: "spinner" }));
});

// Coming back finds the form as it was before it was sent.
addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
});

// Light and dark.

function chooseTheme(event) {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(event.target, event.submitter));
    fetch(event.target.action, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual" });
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("form[data-theme-choice] button")) {
        button.ariaPressed = button.value === theme;
    }
}

// Clicks.

document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("a[data-opens-dialog]");
    if (opener && isPlainClick(event)) {
        event.preventDefault();
        openDialog(opener);
        return;
    }
    const copier = event.target.closest?.("[data-copy]");
    if (copier) copy(copier);
    event.target.closest?.("[data-dismiss]")?.closest(".toast")?.remove();
    for (const menu of document.querySelectorAll("details.menu[open]"))
        if (!menu.contains(event.target)) menu.open = false;
});

async function copy(button) {
    const text = document.getElementById(button.dataset.copy)?.textContent ?? "";
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    try {
        await navigator.clipboard.writeText(text);
        label.textContent = "Copied";
    } catch {
        getSelection()?.selectAllChildren(document.getElementById(button.dataset.copy));
        label.textContent = "Press Ctrl C";
    }
    setTimeout(() => (label.textContent = before), 2000);
}

// Keys. A single letter never acts while someone writes.

let awaitsLetter = 0;

document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
        const menu = document.querySelector("details.menu[open]");
        if (menu) {
            menu.open = false;
            menu.querySelector("summary")?.focus();
        }
        return;
    }
    const palette = event.target.closest?.("[data-palette]");
    if (palette && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        const stops = [...palette.querySelectorAll("input[type=search], [data-found]")];
        const step = event.key === "ArrowDown" ? 1 : -1;
        event.preventDefault();
        stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
        return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        const find = document.querySelector("a[data-find]");
        if (!find || document.querySelector("dialog[open]")) return;
        event.preventDefault();
        openDialog(find);
        return;
    }
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isWriting || event.metaKey || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (awaitsLetter > Date.now()) {
        awaitsLetter = 0;
        document.querySelector(`.nav a[data-key="${CSS.escape(event.key)}"]`)?.click();
        return;
    }
    const hot = document.querySelector(`[data-hotkey="${CSS.escape(event.key)}"]`);
    if (hot) {
        hot.click();
    } else if (event.key === "/") {
        const search = document.querySelector("main input[type=search]");
        if (search) event.preventDefault();
        search?.focus();
        search?.select();
    } else if (event.key === "?") {
        const help = document.querySelector("a[data-shortcuts]");
        if (help) openDialog(help);
    } else if (event.key === "g") {
        awaitsLetter = Date.now() + 1500;
    }
});

// Figures that tick.

const liveRegions = document.querySelectorAll("[data-live]");

function listen(region) {
    const source = new EventSource(region.dataset.live);
    source.onopen = () => root.classList.add("is-streaming");
    source.onerror = () => root.classList.remove("is-streaming");
    source.addEventListener("fragment", (event) => {
        if (!region.contains(document.activeElement)) region.innerHTML = event.data;
        // What was watched is over: the rest of the page says something else now, too.
        if (region.querySelector("[data-over]")) location.reload();
    });
    return source;
}

let sources = [];

function followVisibility() {
    for (const source of sources) source.close();
    sources = document.hidden ? [] : Array.from(liveRegions, listen);
}

if (liveRegions.length) {
    followVisibility();
    document.addEventListener("visibilitychange", followVisibility);
    addEventListener("pagehide", () => sources.forEach((source) => source.close()));
}

// A form that came back with faults begins at the summary of them.
document.querySelector(".faults")?.focus();
