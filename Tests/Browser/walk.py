"""What tests do again and again in the portal, and what they look at on every page."""

PASSWORD = "correct horse battery staple"


def make_organisation(page, name="Example", email="ada@example.org"):
    page.goto("/")
    page.get_by_label("Organisation").fill(name)
    page.get_by_label("Your name").fill("Ada Admin")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create organisation").click()
    page.wait_for_url("**/")


def sign_in(page, email="ada@example.org", password=PASSWORD):
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


# Looks at a page as a checker of accessibility does: names, labels, headings, ids, contrast, and room.
INSPECT = """() => {
  const faults = [];
  const shown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const tell = element => element.outerHTML.slice(0, 160);
  const name = element => (element.getAttribute('aria-label') || (element.getAttribute('aria-labelledby') || '')
      .split(/\\s+/).filter(Boolean).map(id => document.getElementById(id)?.textContent || '').join(' ')
      || [...(element.labels || [])].map(label => label.textContent).join(' ') || element.title
      || element.textContent || element.value || '').trim();

  if (!document.documentElement.lang) faults.push('the page has no language');
  if (!document.title.trim()) faults.push('the page has no title');
  const headings = [...document.querySelectorAll('h1')].filter(shown);
  if (headings.length !== 1) faults.push(`the page has ${headings.length} first headings`);
  let level = 1;
  for (const heading of [...document.querySelectorAll('h1,h2,h3,h4')].filter(shown)) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push('a heading skips a level: ' + tell(heading));
    level = next;
  }
  if (document.querySelectorAll('main').length !== 1) faults.push('the page has not one main part');
  const seen = new Set();
  for (const element of document.querySelectorAll('[id]')) {
    if (seen.has(element.id)) faults.push('an id stands twice: ' + element.id);
    seen.add(element.id);
  }
  for (const attribute of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) faults.push(`${attribute} points at nothing: ` + tell(element));
  for (const element of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary'))
    if (shown(element) && !name(element)) faults.push('has no name: ' + tell(element));
  for (const element of document.querySelectorAll('input:not([type=hidden]):not([type=submit]),select,textarea'))
    if (shown(element) && !element.labels?.length && !element.getAttribute('aria-label') && !element.getAttribute('aria-labelledby'))
      faults.push('has no label: ' + tell(element));
  for (const image of document.querySelectorAll('img:not([alt]), svg:not([aria-hidden=true]):not([role=img]):not(svg svg)'))
    faults.push('a picture has no text: ' + tell(image));
  for (const cell of document.querySelectorAll('th:not([scope])')) faults.push('a heading cell has no scope: ' + tell(cell));

  const room = document.scrollingElement.scrollWidth - window.innerWidth;
  if (room > 0) faults.push(`the page is ${room} pixels too wide`);

  const parse = text => {
    const canvas = parse.canvas ||= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return null;
      const colour = parse(style.backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !shown(element) || element.closest('svg, [disabled], [aria-disabled=true]')) continue;
    const rectangle = element.getBoundingClientRect();
    if (rectangle.width <= 1 || rectangle.height <= 1) continue;
    const style = getComputedStyle(element), behind = ground(element);
    if (!behind) continue;
    const [a, b] = [light(over(parse(style.color), behind)), light(behind)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < enough - 0.01) faults.push(`contrast ${ratio.toFixed(2)} of “${walker.currentNode.textContent.trim().slice(0, 40)}”`);
  }
  return [...new Set(faults)];
}"""


def inspect(page):
    """What is wrong with the page as it stands, one sentence each."""
    return page.evaluate(INSPECT)


def keyboard_stops(page):
    """What a page gives the focus to, one press of the tabulator after the other: path, whether it shows so, whether it is seen."""
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
            return { path: element.outerHTML.slice(0, 90), text: element.textContent.trim(), body: element === document.body,
                     ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none', shown: box.width > 0 && box.height > 0 } }""")
        if stop["body"]:
            break
        stops.append(stop)
    return stops
