/** Runs in the page. Fields whose border has less than 3:1 to either side (WCAG 1.4.11), and boxes under 16 px. */
export function findFaintFields(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (canvas === null) throw new Error('There is no canvas.')

  /** Red, green, blue and alpha of a computed colour over another. */
  function paint(colour: string, over: string): Uint8ClampedArray {
    canvas?.clearRect(0, 0, 1, 1)
    for (const each of [over, colour]) {
      if (canvas === null) break
      canvas.fillStyle = each
      canvas.fillRect(0, 0, 1, 1)
    }
    return canvas?.getImageData(0, 0, 1, 1).data ?? new Uint8ClampedArray(4)
  }
  function luminance(data: Uint8ClampedArray): number {
    const [red = 0, green = 0, blue = 0] = Array.from(data.slice(0, 3), (each) => {
      const part = each / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  function contrast(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
    const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
    return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
  }
  function groundOf(element: Element | null): string {
    for (let each = element; each !== null; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each)
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }

  const found: string[] = []
  for (const field of document.querySelectorAll<HTMLElement>('input, select, textarea')) {
    const type = field instanceof HTMLInputElement ? field.type : field.tagName
    if (type === 'range' || !field.checkVisibility({ visibilityProperty: true })) continue
    const { width } = field.getBoundingClientRect()
    const name = field.getAttribute('aria-label') ?? field.id
    const style = getComputedStyle(field)
    if (type === 'checkbox' || type === 'radio') {
      if (width < 16) found.push(`${type} ${name} is ${Math.round(width)} px`)
      if (style.appearance === 'auto') continue
    }
    if (field.matches(':disabled, [aria-invalid=true], :checked')) continue
    const outside = groundOf(field.parentElement)
    const border = paint(style.borderTopColor, outside)
    const least = Math.min(
      contrast(border, paint('transparent', outside)),
      contrast(border, paint(style.backgroundColor, outside)),
    )
    if (parseFloat(style.borderTopWidth) < 1 || least < 3) {
      found.push(`${type} ${name} has a border of ${least.toFixed(2)}:1`)
    }
  }
  return found
}
