import type { AlertEntry } from '../../control/debugger-routes.ts'
import type { Link } from '../../control/links.ts'
import type { SandboxSnapshot } from '../../sandbox-state.ts'

export type Snapshot = SandboxSnapshot
export type { AlertEntry, Link }

/** Asks the control API; throws an Error whose message can be shown. */
export async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`/sandbox${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? null : JSON.parse(text)
  if (!response.ok) throw new Error(messageOf(answer) ?? `The sandbox said ${response.status}.`)
  return answer
}

function messageOf(answer: unknown): string | undefined {
  return (answer as { error?: { message?: string } } | null)?.error?.message
}

export async function readSnapshot(): Promise<Snapshot> {
  return (await ask('GET', '/snapshot')) as Snapshot
}

/** The debugger's entries, the newest first; null in a sandbox without a debugger. */
export async function readAlerts(): Promise<readonly AlertEntry[] | null> {
  try {
    return ((await ask('GET', '/debugger')) as { entries: readonly AlertEntry[] }).entries
  } catch {
    return null
  }
}

/** Pages of the application, such as a phone for each agent. */
export async function readLinks(): Promise<readonly Link[]> {
  return ((await ask('GET', '/links')) as { links: readonly Link[] }).links
}

/** A telephone calls a number; it is made first when no telephone has its number. */
export async function dial(number: string, to: string): Promise<void> {
  const known = (await ask('GET', '/phones')) as { phones: readonly { number: string }[] }
  if (!known.phones.some((phone) => phone.number === number)) {
    const plays = { say: 'Hello, I am a customer.' }
    await ask('POST', '/phones', { number, behaviour: { plays } })
  }
  await ask('POST', phonePath(number, '/dial'), { to })
}

export function phonePath(number: string, path: string): string {
  return `/phones/${encodeURIComponent(number)}${path}`
}
