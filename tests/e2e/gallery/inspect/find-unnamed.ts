/** Runs in the page. Buttons, links and fields whose accessible name lacks the text that is seen on them (WCAG 2.5.3). */
export function findUnnamed(): string[] {
  const plain = (text: string) =>
    text
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase()

  /** The text that is seen; with `isSaid`, the text that a screen reader says; with `isOver`, hidden words too. */
  function textOf(node: Node, isSaid: boolean, isOver = false): string {
    if (node instanceof Text) return node.data
    if (!(node instanceof HTMLElement)) return ''
    const { width } = node.getBoundingClientRect()
    if (!node.checkVisibility({ visibilityProperty: true })) return ''
    if (node.ariaHidden === 'true' && !isOver) return ''
    if ((!isSaid && width <= 1) || node.className.includes('avatar')) return ''
    if (/^(SELECT|TEXTAREA|INPUT)$/.test(node.tagName)) return ''
    return Array.from(node.childNodes, (child) => textOf(child, isSaid, isOver)).join(' ')
  }
  function nameOf(control: HTMLElement): string {
    const ids = control.getAttribute('aria-labelledby')?.split(' ') ?? []
    const labels = ids.map((id) => document.getElementById(id)?.textContent ?? '')
    if (labels.length > 0) return labels.join(' ')
    const said = control.getAttribute('aria-label')
    if (said !== null) return said
    const fields = 'labels' in control ? (control.labels as NodeListOf<HTMLElement> | null) : null
    const named = Array.from(fields ?? [], ({ textContent }) => textContent).join(' ')
    return named || textOf(control, true)
  }
  /** What is seen on the control. A control without content lies over the text that it belongs to. */
  function seenOn(control: HTMLElement): string {
    if (/^(SELECT|TEXTAREA|INPUT)$/.test(control.tagName)) {
      const fields = 'labels' in control ? (control.labels as NodeListOf<HTMLElement> | null) : null
      return Array.from(fields ?? [], (label) => textOf(label, false)).join(' ')
    }
    const isOver = control.childElementCount === 0 && control.textContent === ''
    return textOf(isOver ? (control.parentElement ?? control) : control, false, isOver)
  }

  const found: string[] = []
  for (const control of document.querySelectorAll<HTMLElement>(
    'button, a[href], summary, input, select, textarea, [role=option], [role=menuitem]',
  )) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue
    const [name, seen] = [plain(nameOf(control)), plain(seenOn(control))]
    if (name === '') found.push(`${control.outerHTML.slice(0, 60)} has no name`)
    else if (!name.includes(seen)) found.push(`"${seen}" is named "${name}"`)
  }
  return found
}
