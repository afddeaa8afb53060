"""What breaks the layout of a page, found by measuring it: a deterministic look instead of comparing pictures."""

WIDTHS = (390, 768, 1024, 1440, 1920)

LAYOUT = """() => {
  const faults = [];
  const told = text => '“' + text.trim().replace(/\\s+/g, ' ').slice(0, 50) + '”';
  const name = element => element.tagName.toLowerCase() + (element.className && typeof element.className === 'string'
      ? '.' + element.className.trim().split(/\\s+/).join('.') : '');
  const wide = document.documentElement.clientWidth;
  const clips = style => style !== 'visible';

  // What of a rectangle can be seen through all that it scrolls or is cut in; null for nothing.
  const seen = (box, element) => {
    let { left, top, right, bottom } = box;
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (clips(style.overflowX) || clips(style.overflowY)) {
        const room = at.getBoundingClientRect();
        if (clips(style.overflowX)) { left = Math.max(left, room.left); right = Math.min(right, room.right); }
        if (clips(style.overflowY)) { top = Math.max(top, room.top); bottom = Math.min(bottom, room.bottom); }
      }
      if (style.position === 'fixed') break;
    }
    return right - left > 0.5 && bottom - top > 0.5 ? { left, top, right, bottom } : null;
  };
  // Read out only, or drawn by the browser itself.
  const forReaders = element => {
    if (element.closest('svg, datalist, select, .visually-hidden')) return true;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const box = at.getBoundingClientRect(), style = getComputedStyle(at);
      if (style.display !== 'contents' && box.width <= 1 && box.height <= 1) return true;
      if (style.position === 'absolute' && style.transform !== 'none' && box.bottom <= 0) return true;
    }
    return false;
  };
  const scrolls = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };

  if (document.scrollingElement.scrollWidth > wide) faults.push(`the page is ${document.scrollingElement.scrollWidth - wide} pixels too wide`);

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.textContent.trim() || forReaders(element)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (/^[\\d.,+−]+$/.test(node.textContent.trim()) && range.getClientRects().length > 1
        && new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) faults.push(`a number is broken: ${told(node.textContent)}`);
    for (const word of node.textContent.matchAll(/(?<![^\\s(“])\\p{L}{3,14}(?=[\\s,.;:)”]|$)/gu)) {
      const part = document.createRange();
      part.setStart(node, word.index);
      part.setEnd(node, word.index + word[0].length);
      if (new Set([...part.getClientRects()].map(box => Math.round(box.top))).size > 1) faults.push(`a word is broken: ${told(word[0])} in ${name(element)}`);
    }
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      // Text that leaves the window where nothing can be scrolled is lost.
      if (!scrolls(element) && (box.right > wide + 1 || box.left < -1)) faults.push(`leaves the window: ${told(node.textContent)} in ${name(element)}`);
      texts.push({ node, element, box, seen: seen(box, element) });
    }
  }

  // Cut: an element that hides what does not fit, and holds text that does not.
  for (const element of new Set(texts.map(text => text.element))) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === 'inline') continue;
      const hides = ['hidden', 'clip'];
      if (hides.includes(style.overflowX) && at.scrollWidth > at.clientWidth + 1) faults.push(`is cut: ${told(element.textContent)} in ${name(at)}`);
      if (hides.includes(style.overflowY) && at.scrollHeight > at.clientHeight + 2) faults.push(`is cut below: ${told(element.textContent)} in ${name(at)}`);
      if (['auto', 'scroll'].includes(style.overflowX)) break;
    }
    const block = (at => { while (getComputedStyle(at).display === 'inline') at = at.parentElement; return at; })(element);
    const style = getComputedStyle(block);
    if (style.overflowX === 'visible' && block.clientWidth && block.scrollWidth > block.clientWidth + 1 && block !== document.body
        && !block.querySelector('.visually-hidden, details[open], table'))
      faults.push(`spills out of ${name(block)}: ${told(element.textContent)}`);
  }

  // Where one is, in what scrolls for itself.
  for (const element of document.querySelectorAll('.nav [aria-current], .tabs [aria-current]')) {
    if (!element.checkVisibility()) continue;
    const box = element.getBoundingClientRect(), room = element.closest('.nav, .tabs').getBoundingClientRect();
    if (box.bottom > room.bottom + 1 || box.right > room.right + 1) faults.push(`where one is, is out of sight: ${told(element.textContent)}`);
  }

  // One over the other: what stays in place while the page scrolls is meant to.
  const stays = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position)) return at;
    return null;
  };
  const shown = texts.filter(text => text.seen).map(text => ({ ...text, stays: stays(text.element) }));
  shown.sort((one, other) => one.seen.top - other.seen.top);
  for (let i = 0; i < shown.length; i++)
    for (let j = i + 1; j < shown.length && shown[j].seen.top < shown[i].seen.bottom - 3; j++) {
      const [one, other] = [shown[i], shown[j]];
      if (one.node === other.node || one.stays !== other.stays) continue;
      const across = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
      const down = Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
      // Lines of text stand close: a third of a line over another is a fault.
      if (across > 2 && down > Math.min(one.box.height, other.box.height) / 3)
        faults.push(`${told(one.node.textContent)} lies over ${told(other.node.textContent)} in ${name(other.element)}`);
    }
  return [...new Set(faults)];
}"""

# Scrolls what is under the heads that stay, and looks whether they do.
HEADS = """async () => {
  const faults = [], frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const at = element => { const box = element.getBoundingClientRect(); return { x: box.left + Math.min(box.width / 2, 20), y: box.top + box.height / 2, box }; };
  const heads = [...document.querySelectorAll('*')].filter(element => getComputedStyle(element).position === 'sticky'
      && getComputedStyle(element).top !== 'auto' && element.checkVisibility()
      && element.getBoundingClientRect().height > 8
      && getComputedStyle(element.closest('thead') || element).position !== 'absolute');
  const room = document.scrollingElement.scrollHeight - innerHeight;
  for (const head of heads) {
    const table = head.closest('table, .app, body');
    scrollTo(0, 0); await frame();
    const far = Math.min(room, Math.max(0, table.getBoundingClientRect().bottom - 2 * head.getBoundingClientRect().height - 120),
        table.getBoundingClientRect().top + 300);
    if (far < 200 || table.getBoundingClientRect().height < 500) continue;
    scrollTo(0, far); await frame();
    const place = at(head);
    if (place.box.bottom < 1 || place.box.top > innerHeight) { faults.push(`does not stay: ${head.tagName.toLowerCase()} ${head.textContent.trim().slice(0, 30)}`); continue; }
    if (place.x < 0 || place.x > innerWidth) continue;
    const top = document.elementFromPoint(place.x, place.y);
    if (top && !head.contains(top) && !top.contains(head)) faults.push(`is covered by ${top.tagName.toLowerCase()}.${top.className}: ${head.textContent.trim().slice(0, 30)}`);
  }
  scrollTo(0, 0);
  return [...new Set(faults)];
}"""


def broken(page):
    """What is broken in the layout of a page at each width, light and dark, one sentence each."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults += [f"{width} {scheme}: {fault}" for fault in page.evaluate(LAYOUT)]
        faults += [f"{width}: {fault}" for fault in page.evaluate(HEADS)]
    return faults


def crawl(page, start="/", most=400):
    """One address of each kind of page that links lead to, by its path without ids."""
    import re
    kinds, todo, seen = {}, [start], set()
    while todo:
        path = todo.pop(0)
        if path in seen or len(seen) >= most:
            continue
        seen.add(path)
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", "") or answer.status >= 400:
            continue
        kinds.setdefault(kind(path), path)
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text()):
            link = link.replace("&amp;", "&")
            if kind(link) not in kinds and kind(link) not in map(kind, todo):
                todo.append(link)
    return kinds


def kind(path):
    """A path without ids, and of what is asked only which question."""
    import re
    path, _, query = path.partition("?")
    path = re.sub(r"/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Za-z]{15}|[0-9A-Za-z]{18}|\d+)(?=/|$)", "/:id", path)
    return path + "".join(sorted("?" + part for part in re.findall(r"list=[^&]*", query))[:1])
