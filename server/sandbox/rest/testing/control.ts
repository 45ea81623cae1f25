/** Asks the sandbox's control API. Throws when it refuses. */
export async function control<T = unknown>(
  baseUrl: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${baseUrl}/sandbox${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
  // The caller names the type that it expects; a test that is wrong about it fails there.
  return (text === '' ? null : JSON.parse(text)) as T
}
