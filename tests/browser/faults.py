"""What is wrong with a page as laid out: too wide, cut off, too small to touch; on paper: furniture, colour."""

WIDE = """width => [...document.querySelectorAll("main *, nav *, header *")].filter(el => {
  const box = el.getBoundingClientRect(), style = getComputedStyle(el);
  const shown = box.width > 1 && style.visibility !== "hidden" && !el.closest(".views, .filters, .sc");
  return shown && box.right > width + 1;
}).slice(0, 3).map(el => `${el.tagName}.${el.getAttribute("class")} ${el.textContent.trim().slice(0, 30)}`)"""

# Cut off without a mark that there is more: no ellipsis, no clamp, not meant for screen readers only.
CLIPPED = """() => [...document.querySelectorAll("main *, nav *, header *")].filter(el => {
  const style = getComputedStyle(el), own = [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!own || el.closest(".vh, svg") || style.display === "inline" || !el.clientWidth) return false;
  const hides = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
  const marked = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
  return hides && !marked && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 4);
}).slice(0, 3).map(el => `${el.tagName}.${el.getAttribute("class")} ${el.textContent.trim().slice(0, 30)}`)"""

# A link inside a sentence may be as low as its line; everything else is at least 24 by 24.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")].filter(el => {
  const box = el.getBoundingClientRect(), style = getComputedStyle(el);
  if (!box.width || style.visibility === "hidden" || el.closest(".vh, .skip")) return false;
  if (el.tagName === "A" && style.display === "inline") return false;
  const held = el.closest("label")?.getBoundingClientRect() || box;
  return Math.max(box.width, held.width) < 24 || Math.max(box.height, held.height) < 24;
}).slice(0, 3).map(el => `${el.tagName}.${el.getAttribute("class")} ${el.outerHTML.slice(0, 80)}`)"""

FURNITURE = """() => [...document.querySelectorAll(
    "nav, button, .btn, input:not([type=hidden]), select, textarea, .side, .top, .ask-card")]
  .filter(el => el.getClientRects().length && getComputedStyle(el).visibility !== "hidden")
  .slice(0, 3).map(el => el.outerHTML.slice(0, 80))"""

# Grey down to #333 is black enough on paper; any colour or dark ground is not.
INK = """() => [...document.querySelectorAll("body, main, main *")].filter(el => {
  if (!el.getClientRects().length || el.closest("svg, .vh")) return false;
  const rgb = value => (value.match(/[0-9.]+/g) || []).map(Number);
  const [r, g, b] = rgb(getComputedStyle(el).color), ground = rgb(getComputedStyle(el).backgroundColor);
  const dark = Math.max(r, g, b) <= 0x40 && Math.max(r, g, b) - Math.min(r, g, b) < 8;
  const white = ground[3] === 0 || Math.min(...ground.slice(0, 3)) >= 0xf0;
  return !dark || !white;
}).slice(0, 3).map(el => {
  const style = getComputedStyle(el);
  return `${el.tagName}.${el.getAttribute("class")} ${style.color} ${style.backgroundColor}`;
})"""


def on_screen(page, width):
    """What is wrong at this width, one line per finding."""
    found = [f"scrolls: {line}" for line in page.evaluate(WIDE, width)]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("the page scrolls sideways")
    found += [f"clipped: {line}" for line in page.evaluate(CLIPPED)]
    # A finger needs 24 by 24 everywhere; for a mouse axe counts the room around as well.
    return found + [f"small: {line}" for line in (page.evaluate(SMALL) if width < 768 else ())]


def on_paper(page):
    """What is wrong with the page as it is printed."""
    page.emulate_media(media="print")
    found = [f"furniture: {line}" for line in page.evaluate(FURNITURE)]
    return found + [f"ink: {line}" for line in page.evaluate(INK)]
