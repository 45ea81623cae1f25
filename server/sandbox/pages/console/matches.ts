/** Whether something has what was searched for: a number however it is written, or words in any order. */
export function matches(item: unknown, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  const text = JSON.stringify(item).toLowerCase()
  if (isNumber(wanted)) return text.includes(wanted.replaceAll(/\D/gu, ''))
  return wanted.split(/\s+/u).every((word) => text.includes(word))
}

function isNumber(query: string): boolean {
  return /^[+\d\s().-]+$/u.test(query) && /\d/u.test(query)
}
