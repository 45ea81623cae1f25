import type { AlertEntry, Snapshot } from '../control-api.ts'
import type { Call, Conference, Conversation, RestRequest, Task, Webhook } from './conversation.ts'

/** What conversations are made of: each has names (SIDs, a conference's own name) and mentions others by theirs. */
interface Mention<T> {
  readonly item: T
  readonly names: readonly string[]
}

/** Puts everything of a snapshot that belongs to one conversation together; the newest conversation comes first. */
export function groupCalls(
  snapshot: Snapshot,
  alerts: readonly AlertEntry[],
): readonly Conversation[] {
  const calls = snapshot.calls.map((item) => ({ item, names: namesOfCall(item) }))
  const conferences = snapshot.conferences.map((item) => ({ item, names: namesOfConference(item) }))
  const tasks = snapshot.tasks.map((item) => ({ item, names: namesOfTask(item) }))
  const known = new Set([
    ...snapshot.calls.map(({ sid }) => sid),
    ...snapshot.conferences.flatMap(({ sid, friendlyName }) => [sid, friendlyName]),
    ...snapshot.tasks.map(({ sid }) => sid),
  ])
  const groups = new Groups()
  for (const { names } of [...calls, ...conferences, ...tasks]) {
    groups.unite(names.filter((name) => known.has(name)))
  }
  function of<T>(group: string, mentions: readonly Mention<T>[]): T[] {
    return mentions
      .filter(({ names }) => names.some((name) => known.has(name) && groups.find(name) === group))
      .map(({ item }) => item)
  }
  const webhooks = snapshot.webhooks.map((item) => ({ item, names: namesOfWebhook(item) }))
  const requests = snapshot.requests.map((item) => ({ item, names: namesOfRequest(item) }))
  const noted = alerts.map((item) => ({ item, names: item.resourceSid ? [item.resourceSid] : [] }))
  const all = new Set(snapshot.calls.map(({ sid }) => groups.find(sid)))
  return [...all].map((group) => {
    const own = of(group, calls).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    return {
      key: own[0]?.sid ?? group,
      calls: own,
      conferences: of(group, conferences),
      tasks: of(group, tasks),
      webhooks: of(group, webhooks),
      requests: of(group, requests),
      alerts: of(group, noted),
    }
  })
}

/** Which names mean the same conversation. */
class Groups {
  readonly #parents = new Map<string, string>()

  find(name: string): string {
    let root = name
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) {
      root = next
    }
    return root
  }

  unite(names: readonly string[]): void {
    const [first, ...others] = names
    if (first === undefined) return
    for (const other of others) {
      const [root, joined] = [this.find(first), this.find(other)]
      if (root !== joined) this.#parents.set(joined, root)
    }
  }
}

function namesOfCall({ sid, parentSid, params, steps }: Call): string[] {
  return [sid, parentSid ?? '', ...stringsIn(params), ...steps.flatMap((step) => stringsIn(step))]
}

function namesOfConference({ sid, friendlyName, callSids }: Conference): string[] {
  return [sid, friendlyName, ...callSids]
}

function namesOfTask({ sid, attributes }: Task): string[] {
  return [sid, ...stringsIn(attributes)]
}

function namesOfWebhook({ url, params }: Webhook): string[] {
  const attributes = params['TaskAttributes'] ?? params['Attributes'] ?? ''
  return [...namesInUrl(url), ...stringsIn(params), ...stringsInJson(attributes)]
}

function namesOfRequest({ method, path, form, answer }: RestRequest): string[] {
  return [
    ...namesInUrl(`http://sandbox${path}`),
    ...stringsIn(form),
    ...stringsInJson(form['Attributes'] ?? ''),
    // What was made says its SID. A list would name every call.
    ...(method === 'POST' ? sidsIn(answer?.text ?? '') : []),
  ]
}

/** The text may be only the beginning of the answer, so it is not read as JSON. */
function sidsIn(text: string): string[] {
  return [...text.matchAll(/"(?:sid|call_sid)":"(?<sid>\w+)"/gu)].map(([, sid = '']) => sid)
}

function namesInUrl(url: string): string[] {
  if (!URL.canParse(url)) return []
  const { pathname, searchParams } = new URL(url)
  const parts = pathname.split('/').map((part) => part.replace(/\.json$/u, ''))
  return [...parts, ...searchParams.values()]
}

function stringsInJson(text: string): string[] {
  try {
    return stringsIn(JSON.parse(text))
  } catch {
    return []
  }
}

/** Every text in a value, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((each) => stringsIn(each))
}
