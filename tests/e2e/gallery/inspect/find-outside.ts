/**
 * Runs in the page. What lies outside its card, its scroller or the window; labels of buttons that break, are cut or
 * touch the border.
 */
export function findOutside(): string[] {
  const found = new Set<string>()
  const say = (element: Element, why: string) =>
    found.add(
      `${element.tagName.toLowerCase()} "${(element.textContent || element.getAttribute('aria-label') || '').slice(0, 30)}" ${why}`,
    )

  /** Whether the element looks like a card or a button, so that its content belongs inside. */
  function isCard(style: CSSStyleDeclaration): boolean {
    const clear = (colour: string) => colour === 'transparent' || /,\s*0\)$|\/ 0\)$/.test(colour)
    const bordered = parseFloat(style.borderLeftWidth) > 0 && !clear(style.borderLeftColor)
    const filled = parseFloat(style.borderTopLeftRadius) > 0 && !clear(style.backgroundColor)
    return bordered || filled
  }

  /** Compares a box with all that is around it. `inner` is the distance that it keeps from a button's border. */
  function compare(box: DOMRect, from: Element | null, what: Element): void {
    let { left, right, top, bottom } = box
    const slack = 1
    for (let around = from; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around)
      const edge = around.getBoundingClientRect()
      if (edge.width <= 1) return
      const wide = left < edge.left - slack || right > edge.right + slack
      const high = top < edge.top - slack || bottom > edge.bottom + slack
      if (style.overflowX === 'visible' && style.overflowY === 'visible') {
        if ((wide || high) && isCard(style))
          say(what, `outside ${around.className.toString().slice(0, 24)}`)
      } else {
        const ends = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
        const scrolls = /auto|scroll/.test(style.overflowY)
        if (wide && !ends) say(what, `beside ${around.className.toString().slice(0, 24)}`)
        if (wide && around.tagName === 'BUTTON') say(what, 'is cut')
        if (high && !scrolls && style.webkitLineClamp === 'none') say(what, 'is cut below')
        left = Math.max(left, edge.left)
        right = Math.min(right, edge.right)
        top = Math.max(top, edge.top)
        bottom = Math.min(bottom, edge.bottom)
        if (bottom <= top || right <= left) return
      }
      if (style.position === 'fixed') break
    }
    if (left < -slack || right > innerWidth + slack) say(what, 'beside the window')
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || node.textContent?.trim() === '') continue
    if (!parent.checkVisibility({ visibilityProperty: true }) || parent.closest('option, textarea'))
      continue
    // What is folded, or there for screen readers alone, takes no room.
    const folded = parent.closest('details:not([open])') !== null
    if (folded && parent.closest('summary') === null) continue
    if (parent.getBoundingClientRect().width <= 1) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    compare(box, parent, parent)
    // The choices of the assistant have paragraphs of their own.
    const owner = parent.closest('button')
    if (owner === null || owner.querySelectorAll('span').length > 1) continue
    const button = owner.getBoundingClientRect()
    const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)))
    if (lines.size > 1) say(owner, 'breaks')
    if (getComputedStyle(parent).textOverflow === 'ellipsis') continue
    if (box.left < button.left + 3 || box.right > button.right - 3) say(owner, 'touches its border')
  }
  for (const control of document.querySelectorAll(
    'button, input, select, textarea, [role=option], li',
  )) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue
    const box = control.getBoundingClientRect()
    if (box.width > 1) compare(box, control.parentElement, control)
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add('the page scrolls sideways')
  return [...found]
}
