/** What a contact centre of ours consists of at Twilio. Everything is known by its name, so that it is found again. */
export const wanted = {
  workspace: 'Cordboard',
  application: 'Cordboard',
  apiKey: 'Cordboard',
  workflow: 'Inbound',
  /** The first one takes every call that names no other. */
  queues: ['Support', 'Sales'],
  /** Beside those that Twilio makes in each Workspace. */
  activities: [
    { name: 'Offline', available: false },
    { name: 'Available', available: true },
    { name: 'Unavailable', available: false },
    { name: 'Break', available: false },
  ],
  /** Seconds. Longer than a desk rings, so that the server decides and not the clock of TaskRouter. */
  reservationSeconds: 120,
} as const

/** The queue that a caller asks for by name, else the first. Docs: taskrouter/workflow-configuration. */
export function workflowConfiguration(queueSids: ReadonlyMap<string, string>): string {
  const [first, ...others] = wanted.queues.map((name) => ({
    name,
    queue: queueSids.get(name) ?? '',
  }))
  const filters = others.map(({ name, queue }) => ({
    filter_friendly_name: name,
    expression: `queue == "${name}"`,
    targets: [{ queue }],
  }))
  return JSON.stringify({
    task_routing: { filters, default_filter: { queue: first?.queue ?? '' } },
  })
}
