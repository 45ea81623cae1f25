/** `k=v&k2=v2` with percent-encoded values, as `Device.connect({ params })` sends them. */
export function decodeParameters(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** The same form for an invitation. Spaces become `%20`, because that survives every decoder. */
export function encodeParameters(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
}
