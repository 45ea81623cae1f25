/** A number of the United States in its national form; anything else unchanged. */
export function formattedNumber(address: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address) ?? []
  return area === undefined ? address : `(${area}) ${exchange}-${line}`
}
