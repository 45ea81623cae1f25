import { expect } from 'vitest'
import type { Rig } from '../rest/testing/rig.ts'

/** Asks REST as any client might; what is refused is fine, what breaks is not. */
export async function ask(
  { description }: Rig,
  path: string,
  form: Record<string, string> | null,
): Promise<void> {
  const { accountSid, authToken, baseUrl } = description
  const response = await fetch(`${baseUrl}${path}`, {
    method: form === null ? 'DELETE' : 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    ...(form && { body: new URLSearchParams(form) }),
  })
  const answer = await response.text()
  expect(response.status, `${path} ${JSON.stringify(form)}: ${answer}`).toBeLessThan(500)
}
