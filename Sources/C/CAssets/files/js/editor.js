// Makes an editor comfortable: what its buttons do happens in place, and what belongs to a choice is shown while that is
// chosen. Without it every button brings a page, and everything is shown.

// What a button does to the form comes back as a page, of which the form is put in place.

async function changeInPlace(form, submitter) {
    if (form.getAttribute("aria-busy")) return;
    const fields = new URLSearchParams(new FormData(form, submitter));
    form.setAttribute("aria-busy", "true");
    submitter?.classList.add("is-busy");
    try {
        const response = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" });
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const fresh = page.querySelector("form[data-editor]");
        if (!fresh) throw new Error("no form");
        const open = Array.from(form.querySelectorAll("details[open]"), (details) => details.closest("tr")?.id);
        const put = document.importNode(fresh, true);
        form.replaceWith(put);
        for (const id of open.filter(Boolean)) {
            const details = document.getElementById(id)?.querySelector("details");
            if (details) details.open = true;
        }
        followConditions(put);
        const again = submitter && put.querySelector(`button[value="${CSS.escape(submitter.value)}"]:not([disabled])`);
        (put.querySelector(".faults") ?? put.querySelector("[autofocus]") ?? again)?.focus();
    } catch {
        form.removeAttribute("aria-busy");
        form.dataset.sent = "yes";
        HTMLFormElement.prototype.submit.call(withField(form, submitter));
    }
}

// A form that is sent without its button does not tell which one it was.
function withField(form, submitter) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: submitter?.name || "act", value: submitter?.value || "verify" });
    form.append(field);
    return form;
}

// What belongs to a choice is shown while that is chosen.
function followConditions(form) {
    const chosen = new FormData(form);
    for (const part of form.querySelectorAll("[data-when]")) {
        const isMet = part.dataset.when.split(" ").some((condition) => {
            const [name, value] = condition.split("=");
            return chosen.get(name) === value;
        });
        part.classList.toggle("is-away", !isMet);
    }
}

document.addEventListener(
    "submit",
    (event) => {
        const form = event.target;
        if (!form.hasAttribute("data-editor") || event.submitter?.value === "save") return;
        event.preventDefault();
        event.stopImmediatePropagation();
        changeInPlace(form, event.submitter);
    },
    true,
);

document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-editor]");
    if (!form) return;
    followConditions(form);
    if (event.target.dataset.example !== undefined) {
        const example = form.querySelector(`[data-example-of="${CSS.escape(event.target.dataset.example)}"]`);
        if (example) example.textContent = event.target.selectedOptions[0]?.dataset.text ?? "";
    }
    // Some choices bring rows of a mapping with them, which only the server knows.
    if (event.target.name === "job_change" || (event.target.name === "committee" && event.target.checked)) {
        const refresh = Object.assign(document.createElement("button"), { name: "act", value: "refresh" });
        refresh.hidden = true;
        form.append(refresh);
        changeInPlace(form, refresh);
    }
});

document.querySelectorAll("form[data-editor]").forEach(followConditions);
