/** Runs in the page. Lists of which no whole row is seen without scrolling, and lists of chips that scroll by themselves. */
export function findHiddenRows(): string[] {
  function isWhole(row: Element): boolean {
    const box = row.getBoundingClientRect()
    for (let around = row.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue
      const edge = around.getBoundingClientRect()
      if (box.top < edge.top - 1 || box.bottom > edge.bottom + 1) return false
    }
    return box.top >= 0 && box.bottom <= innerHeight
  }

  const found: string[] = []
  const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true })
  for (const list of document.querySelectorAll('[role=grid], ul[aria-label="On this call"]')) {
    const rows = [...list.querySelectorAll('[role=row], :scope > li')].filter((row) => seen(row))
    if (rows.length > 0 && !rows.some((row) => isWhole(row))) {
      found.push(`no row of "${list.getAttribute('aria-label')}" is seen`)
    }
  }
  for (const chips of document.querySelectorAll('[role=listbox]')) {
    if (seen(chips) && chips.scrollHeight > chips.clientHeight + 1) {
      found.push(`"${chips.getAttribute('aria-label')}" scrolls`)
    }
  }
  return found
}
